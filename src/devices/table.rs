//! The table of devices. Each fact stands here with the place where it can be read.

use super::lint;
use super::profile::{Drive, Fact, Form, Limits, Mail, Profile, Replaced, Series, Way};

const MB: u64 = 1_000_000;

/// A drive as nearly all readers have it: FAT32, with long names.
const FAT: Limits = Limits { name: 255, file: u32::MAX as u64, forbidden: "\"*/:<>?\\|" };

const NAMING: Fact = Fact {
    says: "Where a drive has FAT, as nearly all readers' have, no name has one of `\" * / : < > ? \\ |`.",
    source: "https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file",
};
const SIZES: Fact = Fact {
    says: "There a name has at most 255 characters (storybind counts bytes, to be safe), and a file is smaller than 4 GiB.",
    source: "https://en.wikipedia.org/wiki/Comparison_of_file_systems",
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
        source: "https://github.com/koreader/koreader#main-features",
    }],
    demands: &[lint::ANY],
    facts: &[
        Fact {
            says: "KOReader keeps place and highlights beside the book, in a folder of the book's name that ends in `.sdr`.",
            source: "https://github.com/koreader/koreader/blob/master/frontend/docsettings.lua",
        },
        NAMING,
        SIZES,
    ],
};

const KOBO: Profile = Profile {
    name: "kobo",
    called: "Kobo",
    form: Form::Kepub,
    drive: Drive::Opens { folder: "" },
    marks: &[&[".kobo"]],
    limits: Limits { forbidden: "\"*/:<>?\\|%;'$!", ..FAT },
    series: Series::Elsewhere,
    replaced: Replaced::Kept,
    ways: &[
        Way {
            how: "the Dropbox folder `Apps/Rakuten Kobo`, on the models that have it",
            most: None,
            mail: None,
            source: "https://help.kobo.com/hc/en-us/articles/360033830114-Add-books-to-your-Kobo-Forma-eReader-with-Dropbox",
        },
        Way {
            how: "Google Drive, on the models that have it",
            most: None,
            mail: None,
            source: "https://github.com/baskerville/plato/issues/332",
        },
    ],
    demands: &[lint::ANY, lint::KOBO],
    facts: &[
        Fact {
            says: "The drive is known by the folder `.kobo`, where its database is; books lie anywhere outside of it.",
            source: "https://github.com/kovidgoyal/calibre/blob/master/src/calibre/devices/kobo/driver.py",
        },
        Fact {
            says: "Of names calibre leaves out `% ; ' $ !` there, besides what FAT does not take.",
            source: "https://github.com/kovidgoyal/calibre/blob/master/src/calibre/devices/kobo/driver.py",
        },
        Fact {
            says: "A file that ends in `.kepub.epub` is opened by Kobo's own program (pages left in the chapter, reading \
                   statistics, notes that pop up), any other `.epub` by Adobe's.",
            source: "https://wiki.mobileread.com/wiki/Kepub",
        },
        Fact {
            says: "In such a book the place and the highlights are kept by the ids of the sentences' spans; without spans \
                   only the chapter is remembered.",
            source: "https://www.mobileread.com/forums/showpost.php?p=3073144&postcount=104",
        },
        Fact {
            says: "They stand in the database under the path of the book's file.",
            source: "https://github.com/kovidgoyal/calibre/blob/master/src/calibre/devices/kobo/bookmark.py",
        },
        Fact {
            says: "The series of a book that was copied is usually not read: programs write it into the database.",
            source: "https://github.com/pgaskin/kepubify/issues/16",
        },
        Fact {
            says: "Kobo's apps show three levels of a table of contents, its readers show all in one.",
            source: "https://github.com/kobolabs/epub-spec#table-of-contents-toc",
        },
        NAMING,
        SIZES,
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
                plain_name: Some(120),
            }),
            source: "https://www.amazon.co.uk/gp/help/customer/display.html?nodeId=201974220",
        },
        Way {
            how: "amazon.com/sendtokindle, or Amazon's app for it",
            most: Some(200 * MB),
            mail: None,
            source: "https://github.com/input-output-hk/mastering-cardano/issues/47",
        },
    ],
    demands: &[lint::ANY, lint::KINDLE],
    facts: &[
        Fact {
            says: "By mail: 50 MB in all, at most 25 files, from an address that the owner has approved; they may be asked \
                   for a confirmation, which they have to give within 48 hours.",
            source: "https://www.amazon.co.uk/gp/help/customer/display.html?nodeId=201974220",
        },
        Fact {
            says: "Mails with other names or subjects than plain ASCII were seen to fail: storybind's are plain.",
            source: "https://github.com/kovidgoyal/calibre/blob/master/src/calibre/gui2/email.py",
        },
        Fact {
            says: "On the web and in the app: EPUB of up to 200 MB; books beyond 50 MB were seen to fail there, too.",
            source: "https://github.com/input-output-hk/mastering-cardano/issues/47",
        },
        Fact {
            says: "From its drive, folder `documents`, it opens AZW3, MOBI, PDF and text, but no EPUB.",
            source: "https://github.com/kovidgoyal/calibre/blob/master/src/calibre/devices/kindle/driver.py",
        },
        Fact {
            says: "Models of 2024 and later, and some before, are no drive any more: they speak MTP.",
            source: "https://goodereader.com/blog/kindle/new-kindle-e-readers-no-longer-appear-on-computers",
        },
        Fact {
            says: "Collections are not read from the book.",
            source: "https://github.com/kovidgoyal/calibre/blob/master/src/calibre/devices/kindle/driver.py",
        },
        Fact {
            says: "The drive is known by its folders `documents` and `system`; in this one lie `version.txt` and \
                   `thumbnails`.",
            source: "https://pastebin.com/ksjeShH2",
        },
    ],
};

const APPLE: Profile = Profile {
    name: "apple",
    called: "Apple Books (iPhone, iPad, Mac)",
    form: Form::Epub,
    drive: Drive::None { why: "Apple Books has no drive. Open the book on the Mac, or send it to the device by mail." },
    marks: &[],
    limits: FAT,
    series: Series::Unknown,
    replaced: Replaced::Unknown,
    ways: &[Way {
        how: "open it in Books: on the Mac, from mail or a web page",
        most: Some(2_000 * MB),
        mail: None,
        source: "https://en.wikipedia.org/wiki/Apple_Books",
    }],
    demands: &[lint::ANY, lint::APPLE],
    facts: &[
        Fact {
            says: "Of a book in the Book Store: at most 2 GB, best under 1 GB.",
            source: "https://itunespartner.apple.com/books/support/9-prepare-book",
        },
        Fact {
            says: "A picture in the book has at most 5.6 million pixels, and is JPEG or PNG in RGB.",
            source: "https://help.apple.com/itc/booksassetguide/en.lproj/itca71ad3c33.html",
        },
        Fact {
            says: "Of a cover it wants 1400 pixels and more on the short side.",
            source: "http://ideatrash.net/2012/08/apples-conflicting-epub-cover-dimension.html",
        },
    ],
};

const POCKETBOOK: Profile = Profile {
    name: "pocketbook",
    called: "PocketBook",
    form: Form::Epub,
    drive: Drive::Opens { folder: "Books" },
    marks: &[&["system/config/global.cfg"], &["system/explorer-3"]],
    limits: FAT,
    series: Series::FromBook,
    replaced: Replaced::Unknown,
    ways: &[
        Way {
            how: "mail it to the reader's own address (Send-to-PocketBook)",
            most: None,
            mail: Some(Mail {
                hosts: &["pbsync.com"],
                senders: "PocketBook takes EPUB, and answers by mail where it has found no book in a message.",
                // Longer ones are written in parts (RFC 2231, 3).
                plain_name: Some(22),
            }),
            source: "https://github.com/crocodilestick/Calibre-Web-Automated/issues/1309",
        },
        Way {
            how: "PocketBook Cloud",
            most: None,
            mail: None,
            source: "https://exlibris.ch/de/kontakt-hilfe/hilfe/e-books/pocketbook-cloud",
        },
        Way {
            how: "Dropbox",
            most: None,
            mail: None,
            source: "https://github.com/crocodilestick/Calibre-Web-Automated/issues/62",
        },
    ],
    demands: &[lint::ANY, lint::POCKETBOOK],
    facts: &[
        Fact {
            says: "Its settings lie in `system/config/global.cfg` of the drive that a computer sees.",
            source: "https://github.com/koreader/koreader/tree/master/platform/pocketbook",
        },
        Fact {
            says: "Its library stands in `system/explorer-3`.",
            source: "https://github.com/ckilb/koreader-pocketbook-sync",
        },
        Fact {
            says: "calibre puts books into `books`, and looks for them on all of the drive.",
            source: "https://github.com/kovidgoyal/calibre/blob/master/src/calibre/devices/eb600/driver.py",
        },
        Fact {
            says: "It reads `calibre:series`, and the number in it only where the series stands before the number.",
            source: "https://github.com/benchen71/epub-metadata-editor/issues/77",
        },
        Fact {
            says: "Its mail addresses end in `@pbsync.com`. Names of files that are long or not plain ASCII have books lost \
                   there: storybind sends them under short, plain ones.",
            source: "https://github.com/kovidgoyal/calibre/blob/master/src/calibre/gui2/email.py",
        },
        NAMING,
        SIZES,
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
    ways: &[Way { how: "upload it to the tolino cloud", most: None, mail: None, source: "https://mytolino.com/faq/" }],
    demands: &[lint::ANY],
    facts: &[
        Fact {
            says: "Books belong into the folder `Books` of its drive. The vision 6 speaks MTP, as Android does.",
            source: "https://mytolino.com/faq/",
        },
        Fact {
            says: "The drive is known by the folder `.tolino`.",
            source: "https://github.com/joemachen/libby/blob/main/backend/device.py",
        },
        Fact {
            says: "Models of 2024 and later are Kobos in all but name: their drives have the folder `.kobo`, and storybind \
                   takes them for such.",
            source: "https://github.com/koreader/koreader/issues/12047",
        },
        NAMING,
        SIZES,
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
        Way {
            how: "copy it into the folder `Books` over MTP",
            most: None,
            mail: None,
            source: "https://github.com/davidfor/calibre-annotations/issues/18",
        },
        Way {
            how: "upload it with BooxDrop in a browser",
            most: None,
            mail: None,
            source: "https://github.com/plotn/coolreader/issues/585",
        },
        Way {
            how: "fetch it from an OPDS catalogue, such as storybind serve has",
            most: None,
            mail: None,
            source: "https://github.com/crocodilestick/Calibre-Web-Automated/issues/420",
        },
    ],
    demands: &[lint::ANY],
    facts: &[
        Fact {
            says: "Over USB it is seen by MTP only; its books lie in the folder `Books`.",
            source: "https://github.com/davidfor/calibre-annotations/issues/18",
        },
        Fact {
            says: "Its library opens OPDS catalogues and cloud folders.",
            source: "https://github.com/crocodilestick/Calibre-Web-Automated/issues/420",
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
        Way {
            how: "reMarkable's app, or my.remarkable.com",
            most: Some(100 * MB),
            mail: None,
            source: "https://github.com/lobre/rmuploader/issues/6",
        },
        Way {
            how: "the USB web interface (Settings, Storage): http://10.11.99.1",
            most: Some(100 * MB),
            mail: None,
            source: "https://gist.github.com/sandsmark/0ec5a7f9ac6b549c1373263995d03fc3",
        },
    ],
    demands: &[lint::ANY, lint::REMARKABLE],
    facts: &[
        Fact {
            says: "The USB web interface takes PDF and EPUB.",
            source: "https://gist.github.com/sandsmark/0ec5a7f9ac6b549c1373263995d03fc3",
        },
        Fact {
            says: "It keeps documents under numbers of its own: a book uploaded again is a new document.",
            source: "https://remarkable.jms1.info/info/filesystem.html",
        },
        Fact {
            says: "It takes files of up to 100 MB, by whichever way.",
            source: "https://github.com/ciromattia/kcc/pull/1240",
        },
    ],
};
