//! The table of devices. A fact stands here with the place where it can be read, or says that none was found.

use super::lint;
use super::profile::{Drive, Fact, Form, Limits, Mail, Profile, Replaced, Series, Way};

const MB: u64 = 1_000_000;

/// A drive as nearly all readers have it: FAT32, with long names.
/// <https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file>
const FAT: Limits = Limits { name: 255, file: u32::MAX as u64, forbidden: "\"*/:<>?\\|" };

const NAMING: Fact = Fact {
    says: "Its drive is a FAT32 one: a name has at most 255 characters and none of `\" * / : < > ? \\ |`, a file fewer \
           than 4 GiB.",
    source: Some("https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file"),
};

/// All devices. Of two that a drive could be, the one further up is taken.
pub static ALL: &[Profile] = &[GENERIC, KOBO, KINDLE, APPLE, POCKETBOOK, TOLINO, BOOX, REMARKABLE];

pub(super) const GENERIC: Profile = Profile {
    name: "generic",
    called: "any reader or app that opens EPUB",
    form: Form::Epub,
    drive: Drive::Opens { folder: "" },
    marks: &[],
    limits: FAT,
    series: Series::Unknown,
    replaced: Replaced::Unknown,
    ways: &[Way {
        how: "open the file in the app (Thorium, KOReader, Moon+ Reader, Aldiko …)",
        most: None,
        mail: None,
    }],
    demands: &[lint::ANY],
    facts: &[Fact {
        says: "KOReader keeps place and highlights beside the book, in a folder of the book's name that ends in `.sdr`.",
        source: Some("https://github.com/koreader/koreader/blob/master/frontend/docsettings.lua"),
    }],
};

const KOBO: Profile = Profile {
    name: "kobo",
    called: "Kobo",
    form: Form::Kepub,
    drive: Drive::Opens { folder: "" },
    marks: &[&[".kobo"]],
    // calibre leaves these out of names for Kobo, too: % ; ' $ !
    limits: Limits { forbidden: "\"*/:<>?\\|%;'$!", ..FAT },
    series: Series::Elsewhere,
    replaced: Replaced::Kept,
    ways: &[Way { how: "Dropbox or Google Drive, on the models that have it", most: None, mail: None }],
    demands: &[lint::ANY, lint::KOBO],
    facts: &[
        Fact {
            says: "The drive is known by the folder `.kobo`, where its database is; books lie anywhere outside of it.",
            source: Some("https://github.com/kovidgoyal/calibre/blob/master/src/calibre/devices/kobo/driver.py"),
        },
        Fact {
            says: "A file that ends in `.kepub.epub` is opened by Kobo's own program (pages left in the chapter, reading \
                   statistics, notes that pop up), any other `.epub` by Adobe's.",
            source: Some("https://wiki.mobileread.com/wiki/Kepub"),
        },
        Fact {
            says: "In such a book the place and the highlights are kept by the ids of the sentences' spans; without spans \
                   only the chapter is remembered.",
            source: Some("https://www.mobileread.com/forums/showpost.php?p=3073144&postcount=104"),
        },
        Fact {
            says: "They stand in the database under the path of the book's file.",
            source: Some("https://github.com/kovidgoyal/calibre/blob/master/src/calibre/devices/kobo/bookmark.py"),
        },
        Fact {
            says: "The series of a book that was copied is usually not read: programs write it into the database.",
            source: Some("https://github.com/pgaskin/kepubify/issues/16"),
        },
        Fact {
            says: "Kobo's apps show three levels of a table of contents, its readers show all in one.",
            source: Some("https://github.com/kobolabs/epub-spec#table-of-contents-toc"),
        },
        NAMING,
    ],
};

const KINDLE: Profile = Profile {
    name: "kindle",
    called: "Kindle",
    form: Form::Epub,
    drive: Drive::Ignores {
        why: "A Kindle does not open EPUBs from its drive. Send the book: by mail to the Kindle's own address, or at \
              amazon.com/sendtokindle.",
    },
    marks: &[&["documents", "system/version.txt"], &["documents", "system/thumbnails"]],
    limits: FAT,
    series: Series::Elsewhere,
    replaced: Replaced::Unknown,
    ways: &[
        Way {
            how: "mail it to the Kindle's own address",
            most: Some(50 * MB),
            mail: Some(Mail {
                hosts: &["kindle.com", "free.kindle.com"],
                senders: "Amazon takes books only from addresses that the Kindle's owner has approved (amazon.com/myk, \
                          Preferences, Personal Document Settings), and may ask them by mail whether they meant it.",
            }),
        },
        Way { how: "amazon.com/sendtokindle, or Amazon's app for it", most: Some(200 * MB), mail: None },
    ],
    demands: &[lint::ANY, lint::KINDLE],
    facts: &[
        Fact {
            says: "By mail: 50 MB in all, at most 25 files, from an address that the owner has approved; they may be asked \
                   for a confirmation, which they have to give within 48 hours.",
            source: Some("https://www.amazon.co.uk/gp/help/customer/display.html?nodeId=201974220"),
        },
        Fact {
            says: "On the web and in the app: EPUB of up to 200 MB; books beyond 50 MB were seen to fail there, too.",
            source: Some("https://github.com/input-output-hk/mastering-cardano/issues/47"),
        },
        Fact {
            says: "From its drive, folder `documents`, it opens AZW3, MOBI, PDF and text, but no EPUB.",
            source: Some("https://github.com/kovidgoyal/calibre/blob/master/src/calibre/devices/kindle/driver.py"),
        },
        Fact {
            says: "Models of 2024 and later, and some before, are no drive any more: they speak MTP.",
            source: Some("https://goodereader.com/blog/kindle/new-kindle-e-readers-no-longer-appear-on-computers"),
        },
        Fact {
            says: "Collections are not read from the book.",
            source: Some("https://github.com/kovidgoyal/calibre/blob/master/src/calibre/devices/kindle/driver.py"),
        },
        Fact {
            says: "What is sent a second time becomes a second book; whether the place goes over to it is not known.",
            source: None,
        },
    ],
};

const APPLE: Profile = Profile {
    name: "apple",
    called: "Apple Books (iPhone, iPad, Mac)",
    form: Form::Epub,
    drive: Drive::None {
        why: "Apple Books has no drive. Open the book on the Mac, or send it to the device with AirDrop, mail or Files.",
    },
    marks: &[],
    limits: FAT,
    series: Series::Unknown,
    replaced: Replaced::Unknown,
    ways: &[Way {
        how: "open it in Books: on the Mac, from AirDrop, mail, Files or a web page",
        most: Some(2_000 * MB),
        mail: None,
    }],
    demands: &[lint::ANY, lint::APPLE],
    facts: &[
        Fact {
            says: "Of a book in the Book Store: at most 2 GB, best under 1 GB.",
            source: Some("https://itunespartner.apple.com/books/support/9-prepare-book"),
        },
        Fact {
            says: "A picture in the book has at most 5.6 million pixels, and is JPEG or PNG in RGB.",
            source: Some("https://help.apple.com/itc/booksassetguide/en.lproj/itca71ad3c33.html"),
        },
        Fact { says: "A cover of 1400 pixels and more on its short side looks sharp.", source: None },
    ],
};

const POCKETBOOK: Profile = Profile {
    name: "pocketbook",
    called: "PocketBook",
    form: Form::Epub,
    drive: Drive::Opens { folder: "Books" },
    marks: &[&["system/config/global.cfg"], &["system/explorer-3"], &["system", "Books", "applications"]],
    limits: FAT,
    series: Series::FromBook,
    replaced: Replaced::Unknown,
    ways: &[
        Way {
            how: "mail it to the reader's own address (Send-to-PocketBook)",
            most: None,
            mail: Some(Mail {
                hosts: &["pbsync.com"],
                senders: "PocketBook may ask the reader's owner by mail before it takes books from a new address.",
            }),
        },
        Way { how: "the Dropbox folder `Apps/Dropbox PocketBook`, or PocketBook Cloud", most: None, mail: None },
    ],
    demands: &[lint::ANY, lint::POCKETBOOK],
    facts: &[
        Fact {
            says: "Its settings lie in `system/config/global.cfg` of the drive that a computer sees.",
            source: Some("https://github.com/koreader/koreader/tree/master/platform/pocketbook"),
        },
        Fact {
            says: "calibre puts books into `books`, and looks for them on all of the drive.",
            source: Some("https://github.com/kovidgoyal/calibre/blob/master/src/calibre/devices/eb600/driver.py"),
        },
        Fact {
            says: "It reads `calibre:series`, and the number in it only where the series stands before the number.",
            source: Some("https://github.com/benchen71/epub-metadata-editor/issues/77"),
        },
        Fact {
            says: "Its mail addresses end in `@pbsync.com`; how large a book may be is not known. The owner is asked before \
                   books from a new address are taken.",
            source: None,
        },
        NAMING,
    ],
};

const TOLINO: Profile = Profile {
    name: "tolino",
    called: "tolino",
    form: Form::Epub,
    drive: Drive::Opens { folder: "Books" },
    marks: &[&[".tolino"]],
    limits: FAT,
    series: Series::Unknown,
    replaced: Replaced::Unknown,
    ways: &[Way { how: "upload it to the tolino cloud: webreader.mytolino.com", most: None, mail: None }],
    demands: &[lint::ANY],
    facts: &[
        Fact {
            says: "The vision and others open only books in the folder `Books`.",
            source: Some("https://github.com/kovidgoyal/calibre/blob/master/src/calibre/devices/eb600/driver.py"),
        },
        Fact { says: "The drive is known by the folder `.tolino`.", source: None },
        NAMING,
    ],
};

const BOOX: Profile = Profile {
    name: "boox",
    called: "Onyx Boox",
    form: Form::Epub,
    drive: Drive::None {
        why: "A Boox is no drive: it speaks MTP, as Android does. Copy the book into its folder Books with the file \
              manager, or upload it with BooxDrop.",
    },
    marks: &[],
    limits: FAT,
    series: Series::Unknown,
    replaced: Replaced::Unknown,
    ways: &[
        Way { how: "copy it into the folder `Books` over MTP", most: None, mail: None },
        Way { how: "upload it with BooxDrop in a browser, or read from an OPDS catalogue", most: None, mail: None },
    ],
    demands: &[lint::ANY],
    facts: &[
        Fact {
            says: "Over USB it is seen by MTP only; its books lie in the folder `Books`.",
            source: Some("https://github.com/davidfor/calibre-annotations/issues/18"),
        },
        Fact {
            says: "Its library opens OPDS catalogues and cloud folders.",
            source: Some("https://github.com/crocodilestick/Calibre-Web-Automated/issues/420"),
        },
    ],
};

const REMARKABLE: Profile = Profile {
    name: "remarkable",
    called: "reMarkable",
    form: Form::Epub,
    drive: Drive::None {
        why: "A reMarkable is no drive. Upload the book with its app, or at http://10.11.99.1 while the cable is in.",
    },
    marks: &[],
    limits: FAT,
    series: Series::Unknown,
    replaced: Replaced::Unknown,
    ways: &[
        Way { how: "reMarkable's app, or my.remarkable.com", most: Some(100 * MB), mail: None },
        Way { how: "the USB web interface (Settings, Storage): http://10.11.99.1", most: Some(100 * MB), mail: None },
    ],
    demands: &[lint::ANY, lint::REMARKABLE],
    facts: &[
        Fact {
            says: "The USB web interface takes PDF and EPUB.",
            source: Some("https://gist.github.com/sandsmark/0ec5a7f9ac6b549c1373263995d03fc3"),
        },
        Fact {
            says: "It keeps documents under numbers of its own: a book uploaded again is a new document.",
            source: Some("https://remarkable.jms1.info/info/filesystem.html"),
        },
        Fact { says: "It takes files of up to 100 MB.", source: None },
    ],
};
