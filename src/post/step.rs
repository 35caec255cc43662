//! Where in a conversation with a mail server something is refused, and what to do about it.

/// A step of the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// What it says first, and what it offers.
    Greeting,
    /// Its proof that it is the one that is meant.
    Guard,
    /// User and password.
    Login,
    /// Who sends.
    Sender,
    /// Who gets it.
    Recipient,
    /// The announcement of the book.
    Data,
    /// The book.
    Book,
}

impl Step {
    /// Whether it is about one of several books.
    pub(super) fn is_of_a_book(self) -> bool {
        matches!(self, Step::Sender | Step::Recipient | Step::Data | Step::Book)
    }

    /// What a server does that says no to it.
    pub(super) fn refused(self) -> &'static str {
        match self {
            Step::Greeting => "does not want to talk",
            Step::Guard => "does not begin TLS",
            Step::Login => "refuses user and password",
            Step::Sender => "does not let this sender send",
            Step::Recipient => "does not send to this address",
            Step::Data | Step::Book => "refuses the book",
        }
    }

    /// What to do about an answer (RFC 5321, 4.2.3, and RFC 4954, 6).
    pub(super) fn advice(self, code: u16) -> String {
        let words = match (self, code) {
            (_, 552 | 523) => "it is too large for this server, or the mailbox there is full",
            (_, 400..=499) => "the server says that this will pass: try again later",
            (Step::Sender | Step::Recipient, 530) => "the server wants a login: say `user` in [mail]",
            (Step::Login, 534) => {
                "the provider wants a password of its own for programs (an app password): its account page makes one"
            }
            (Step::Login, _) => {
                "see that `user` is right; many providers want a password of its own for programs (an app password); \
                 --keep-password asks for it anew"
            }
            (Step::Sender, _) => "see that `from` is an address that this account may send from",
            (Step::Recipient, _) => "see that the address is right, and that this account may send to others",
            (Step::Data | Step::Book, _) => "what the server says may tell why; it may look into what it is given",
            (Step::Greeting | Step::Guard, _) => "see that `server` and `port` of [mail] are those for outgoing mail",
        };
        words.to_owned()
    }
}
