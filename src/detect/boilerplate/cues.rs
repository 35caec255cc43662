//! The cues of boilerplate.

use super::frame::{is_credit_line, opens_header, opens_licence};
use super::imprint::{self, is_imprint};
use super::lives;
use super::postings;
use super::site::{self, is_site_line};
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::headings::Form;
use crate::detect::place::Place;
use crate::detect::role::Role;

use Claim::{Continues, Opens};
use Holds::{Here, Onward};
use Role::Boilerplate;

/// Units of a licence at most.
const LONGEST: usize = 300;

/// Cues that look at a block, its neighbours and the habits.
pub(super) const FIRST: &[Cue] = &[
    Cue {
        name: "licence-frame",
        claims: Opens(Boilerplate),
        weight: 8,
        why: "An archive's header or licence begins here.",
        yes: &[
            "The Project Gutenberg EBook of The Door, by Ann Ode",
            "*** END OF THIS PROJECT GUTENBERG EBOOK THE DOOR ***",
        ],
        no: &["She read about Gutenberg."],
        holds: Here(|p| opens_header(p.low()) || opens_licence(p.low())),
    },
    Cue {
        name: "licence-goes-on",
        claims: Continues(Boilerplate),
        weight: 20,
        why: "The archive's header goes on to its start line, its licence to the end.",
        yes: &[
            "The Project Gutenberg EBook of The Door, by Ann Ode\n\n» This eBook is for the use of anyone anywhere.\n\n*** START OF THIS PROJECT GUTENBERG EBOOK THE DOOR ***\n\nThe Door",
        ],
        no: &["The Door\n\n» It was blue."],
        holds: Onward(reach_of_frame),
    },
    Cue {
        name: "imprint-words",
        claims: Opens(Boilerplate),
        weight: 5,
        why: "Words of publishers and sites stand at the top or the end.",
        yes: &[
            "Copyright 1994 by Ann Ode\n\nIt was blue.",
            "It was blue.\n\n» Please drop by the archive and comment to let the author know.",
        ],
        no: &["She went to see how books are printed."],
        holds: Here(|p| {
            (p.from_top() < 16 || p.from_end() < 10)
                && p.shape().words <= 60
                && !p.shape().is_speech
                && is_imprint(p)
                && !imprint::tells(p)
                && !imprint::disclaims(p)
        }),
    },
    Cue {
        name: "head-of-a-posting",
        claims: Opens(Boilerplate),
        weight: 14,
        why: "The file opens with the head of a posting to a newsgroup.",
        yes: &["From: ann@example.org\nNewsgroups: alt.doors\nSubject: STORY: The Door\n\nThe Door\n\nIt was blue."],
        no: &["From: ann@example.org\nTo: bea@example.org\n\nIt was blue."],
        holds: Here(|p| postings::reach_of_posting(p).is_some()),
    },
    Cue {
        name: "posting-goes-on",
        claims: Continues(Boilerplate),
        weight: 16,
        why: "The posting's head goes on to the blank line.",
        yes: &["From: ann@example.org\nNewsgroups: alt.doors\n» Subject: STORY: The Door\n\nThe Door\n\nIt was blue."],
        no: &["From: ann@example.org\nNewsgroups: alt.doors\n\n» The Door\n\nIt was blue."],
        holds: Onward(|p| postings::reach_of_posting(p).unwrap_or(0)),
    },
    Cue {
        name: "masthead",
        claims: Opens(Boilerplate),
        weight: 16,
        why: "A magazine's name opens the file, and below stands which issue this is.",
        yes: &["LOCK & GATE\nVolume 3, Number 2    Spring 1994\n\nThe Door\n\nby Ann Ode\n\nIt was blue."],
        no: &["The Door\nChapter 3\n\nIt was blue."],
        holds: Here(|p| postings::reach_of_masthead(p).is_some()),
    },
    Cue {
        name: "masthead-goes-on",
        claims: Continues(Boilerplate),
        weight: 22,
        why: "The masthead goes on to its rule, or to the line that names the issue.",
        yes: &["LOCK & GATE\n» Volume 3, Number 2    Spring 1994\n\nThe Door\n\nby Ann Ode\n\nIt was blue."],
        no: &["The Door\n» Chapter 3\n\nIt was blue."],
        holds: Onward(|p| postings::reach_of_masthead(p).unwrap_or(0)),
    },
    Cue {
        name: "way-to-a-page",
        claims: Opens(Boilerplate),
        weight: 12,
        why: "The first line is the way through a site to this page.",
        yes: &["Home > Books > Doors > The Door (complete)\n\nThe Door\n\nIt was blue."],
        no: &["Home > The Door\n\nIt was blue."],
        holds: Here(postings::is_way_to_a_page),
    },
    Cue {
        name: "footer",
        claims: Opens(Boilerplate),
        weight: 7,
        why: "A site's words stand at the very top or the very end, and nobody speaks of himself.",
        yes: &[
            "It was blue.\n\n» Archived at the Lantern Library. Log in to review.",
            "Downloaded from the Lantern Library\n\nThe Door",
        ],
        no: &["It was blue.\n\n» I posted this at www.lantern.invalid, and I thank you."],
        holds: Here(site::is_footer),
    },
    Cue {
        name: "site-line",
        claims: Opens(Boilerplate),
        weight: 9,
        why: "The line is a site's button or a file's mark.",
        yes: &[
            "It was blue.\n\n» Return to Top",
            "[ Previous ] [ Index ] [ Next ]",
            "Previous Chapter | Table of Contents | Next Chapter\n\nThe Door",
            "It was blue.\n\n» (8 comments | Leave a comment)",
            "The Door\n» 1.2M reads 38.4K votes\n\nIt was blue.",
            "It was blue.\n\n» #my writing #doors #blue",
        ],
        no: &[
            "Afterword\n\nI wrote this in the spring of that year.",
            "It was blue.\n\n» # # #",
            "It was blue.\n\n» Two notes.",
        ],
        holds: Here(is_site_line),
    },
    Cue {
        name: "notice-of-an-upload",
        claims: Opens(Boilerplate),
        weight: 7,
        why: "The line at the very top or end says what was done with the file.",
        yes: &["It was blue.\n\n» Uploaded by ann_ode on 12 May 2004", "Converted to text by a machine\n\nThe Door"],
        no: &["It was blue.\n\n» Posted on my birthday!", "It was blue.\n\n» Sent home."],
        holds: Here(site::is_notice),
    },
    Cue {
        name: "head-of-an-entry",
        claims: Opens(Boilerplate),
        weight: 12,
        why: "A journal says above the entry who wrote it, where and when.",
        yes: &["ann_ode wrote in blue_doors, @ 2007-06-03 01:12:00\n\nThe Door\n\nIt was blue."],
        no: &["Ann wrote in the book.\n\nThe Door", "Posted: 2007-06-03\n\nThe Door"],
        holds: Here(site::is_head_of_an_entry),
    },
    Cue {
        name: "export-heading",
        claims: Opens(Boilerplate),
        weight: 18,
        why: "The archive's export sets this heading above its own lines.",
        yes: &["It was blue.\n\n» Afterword\nPlease drop by the archive and comment."],
        no: &["Afterword\n\nI wrote this in the spring of that year."],
        holds: Here(imprint::is_export_heading),
    },
    Cue {
        name: "down-to-the-request",
        claims: Continues(Boilerplate),
        weight: 20,
        why: "The archive's request stands below its heading.",
        yes: &["It was blue.\n\nAfterword\n» Please drop by the archive and comment."],
        no: &["Afterword\n» I wrote this in the spring."],
        holds: Onward(imprint::reach_of_export_heading),
    },
    Cue {
        name: "above-a-style",
        claims: Opens(Boilerplate),
        weight: 14,
        why: "The page's title, above the page's style sheet.",
        yes: &["The Door - Ann Ode - Doors\np.message{text-align:center}\n\nThe Door"],
        no: &["The Door\n\nIt was blue."],
        holds: Here(|p| p.from_top() < 3 && p.step(1).is_some_and(|n| n.above() == 0 && imprint::is_style(&n))),
    },
    Cue {
        name: "style",
        claims: Continues(Boilerplate),
        weight: 9,
        why: "The page's style sheet.",
        yes: &["The Door - Ann Ode - Doors\n» p.message{text-align:center}\n\nThe Door"],
        no: &["The Door"],
        holds: Here(imprint::is_style),
    },
    Cue {
        name: "illustration",
        claims: Opens(Boilerplate),
        weight: 10,
        why: "A transcriber notes a picture that is not here.",
        yes: &[
            "[Illustration: The door]",
            "[Illustration]",
            "[Transcriber's note: spelling kept]",
            "{“Who is there?”: door2.jpg}",
        ],
        no: &["[scene break]"],
        holds: Here(imprint::opens_bracket),
    },
    Cue {
        name: "illustration-goes-on",
        claims: Continues(Boilerplate),
        weight: 12,
        why: "The bracket that the transcriber opened is still open.",
        yes: &["[Illustration:\n\n» The door, and the wall around it.]\n\nIt was blue."],
        no: &["[Illustration: The door]\n\n» It was blue."],
        holds: Onward(imprint::reach_of_bracket),
    },
    Cue {
        name: "transcriber",
        claims: Opens(Boilerplate),
        weight: 6,
        why: "The transcribers say who they are.",
        yes: &["Produced by Ann Ode and the Distributed Proofreading Team\n\nThe Door"],
        no: &["Produced on a farm."],
        holds: Here(|p| (p.from_top() < 40 || p.from_end() < 60) && is_credit_line(p.low())),
    },
    Cue {
        name: "down-to-the-licence",
        claims: Continues(Boilerplate),
        weight: 20,
        why: "Printer's and transcriber's lines go on to the archive's licence.",
        yes: &[
            "It was blue.\n\nTranscriber's Notes:\n\n» Page 7, comma added.\n\nEnd of the Project Gutenberg EBook of The Door",
        ],
        no: &["It was blue.\n\nShe left.\n\n» It rained.\n\nEnd of the Project Gutenberg EBook of The Door"],
        holds: Onward(reach_to_licence),
    },
    Cue {
        name: "above-the-title",
        claims: Opens(Boilerplate),
        weight: 9,
        why: "Between the archive's header and the title it names stands only transcriber's matter.",
        yes: &[
            "The Project Gutenberg EBook of The Blue Door, by Ann Ode\n\n*** START OF THIS PROJECT GUTENBERG EBOOK ***\n\n» Page numbers have been left out.\n\nTHE BLUE DOOR\n\nby Ann Ode\n\nIt was blue.",
        ],
        no: &["Page numbers\n\nThe Blue Door"],
        holds: Here(|p| p.frame().has_title() && p.from_top() < 6 && stands_above_title(p)),
    },
    Cue {
        name: "page-number",
        claims: Opens(Boilerplate),
        weight: 5,
        why: "The line says which page this is.",
        yes: &["Page 3 of 62", "page 12", "[Page 44]"],
        no: &["Page 3 was torn, and so was the cover."],
        holds: Here(|p| p.shape().words <= 4 && p.glance().is_some_and(|g| imprint::is_page_number(g.low_core()))),
    },
    Cue {
        name: "edge-of-a-page",
        claims: Opens(Boilerplate),
        weight: 14,
        why: "Numbers count up at the distance of pages, and this line is one of them or the head that runs beside it.",
        yes: &[],
        no: &["It was blue.\n\n» - 1 -\n\nShe left."],
        holds: Here(|p| p.pages().has(p.at())),
    },
    Cue {
        name: "edge-goes-on",
        claims: Continues(Boilerplate),
        weight: 16,
        why: "Page number and running head stand together.",
        yes: &[],
        no: &["It was blue.\n\n» - 1 -\n\nShe left."],
        holds: Onward(reach_of_edge),
    },
    Cue {
        name: "imprint-goes-on",
        claims: Continues(Boilerplate),
        weight: 12,
        why: "The imprint goes on in the lines directly below.",
        yes: &["Copyright 1994 by Ann Ode\n» All rights reserved.\n\nIt was blue."],
        no: &["Copyright 1994 by Ann Ode\n\n» It was blue."],
        holds: Onward(imprint::reach_of_imprint),
    },
    Cue {
        name: "footer-goes-on",
        claims: Continues(Boilerplate),
        weight: 16,
        why: "The site's lines at the end stand together.",
        yes: &["It was blue.\n\nReturn to Top\n» [ Previous ] [ Index ] [ Next ]"],
        no: &["It was blue.\n\nReturn to Top\n» Thank you!"],
        holds: Here(site::is_footer_below_footer),
    },
    Cue {
        name: "rule-above-an-imprint",
        claims: Opens(Boilerplate),
        weight: 9,
        why: "The rule belongs to the box around the imprint.",
        yes: &["It was blue.\n\n» __________\nCopyright 1994 by Ann Ode\n__________"],
        no: &["It was blue.\n\n» ***\n\nShe left."],
        holds: Here(imprint::is_rule_above),
    },
    Cue {
        name: "about-the-author",
        claims: Opens(Boilerplate),
        weight: 20,
        why: "Behind the story a heading says that the author's life is told.",
        yes: &["It was blue.\n\n» About the Author\n\nAnn Ode lives behind it with two dogs and a ladder."],
        no: &["It was blue.\n\n» About the author she knew nothing.", "About the Author\n\nChapter 1"],
        holds: Here(|p| p.ordinal() > 0 && lives::reach_of_life(p).is_some()),
    },
    Cue {
        name: "life-goes-on",
        claims: Continues(Boilerplate),
        weight: 20,
        why: "The author's life goes on to a wide space or to the end.",
        yes: &["It was blue.\n\nAbout the Author\n\n» Ann Ode lives behind it with two dogs and a ladder."],
        no: &["It was blue.\n\n» Ann Ode lives behind it with two dogs and a ladder."],
        holds: Onward(|p| if p.ordinal() > 0 { lives::reach_of_life(p).unwrap_or(0) } else { 0 }),
    },
    Cue {
        name: "title-page-line",
        claims: Opens(Boilerplate),
        weight: 10,
        why: "A year, an edition or a publisher's name stands on the title page.",
        yes: &[
            "The Door\n\nby Ann Ode\n\n» 1904\n\n\n\nIt was blue.",
            "The Door\n\nby Ann Ode\n\n\n» Ourtown and Theirtown\n\nOde & Company Publishers\n\n\n\nIt was blue.",
        ],
        no: &["The Door\n\nby Ann Ode\n\n» It was blue."],
        holds: Here(imprint::opens_publisher),
    },
    Cue {
        name: "title-page-goes-on",
        claims: Continues(Boilerplate),
        weight: 11,
        why: "Place, year and publisher stand together.",
        yes: &["The Door\n\nby Ann Ode\n\n\n1904\n\n» Ode & Company Publishers\n\n\n\nIt was blue."],
        no: &["The Door\n\nby Ann Ode\n\n1904\n\n\n\n» It was blue."],
        holds: Onward(imprint::reach_of_publisher),
    },
];

/// How many units behind the first line at a page's edge stand there too, down to the text.
fn reach_of_edge(place: &Place) -> usize {
    let is_edge = |p: &Place| p.pages().has(p.at());
    if place.pages().is_empty() || !is_edge(place) || place.previous().is_some_and(|above| is_edge(&above)) {
        return 0;
    }
    let mut at = *place;
    while let Some(next) = at.next().filter(is_edge) {
        at = next;
    }
    at.at() - place.at()
}

/// A header goes on to the line before the work, a licence to the end of the file.
fn reach_of_frame(place: &Place) -> usize {
    if opens_licence(place.low()) {
        return LONGEST;
    }
    let start = place.frame().start;
    if start > place.at() && place.ordinal() == 0 { start - 1 - place.at() } else { 0 }
}

/// How many units stand from here down to the archive's licence, if it comes soon and no chapter before it.
fn reach_to_licence(place: &Place) -> usize {
    let is_near = place.at() >= place.frame().start && place.from_end() <= 60;
    if !is_near || opens_licence(place.low()) || !(is_credit_line(place.low()) || is_imprint(place)) {
        return 0;
    }
    let mut at = *place;
    for steps in 1..60 {
        let Some(next) = at.step(1) else { return 0 };
        if opens_licence(next.low()) {
            return steps;
        }
        if next.glance().is_some_and(|g| g.form.as_ref().is_some_and(Form::is_strong)) {
            return 0;
        }
        at = next;
    }
    0
}

/// Whether the title that the archive's header names comes within the next blocks, for the first time.
fn stands_above_title(place: &Place) -> bool {
    let names = |p: &Place| p.shape().words <= 14 && p.glance().is_some_and(|g| p.frame().names_title(&g.text));
    let mut at = place.top();
    for _ in 0..12 {
        if names(&at) {
            return at.at() > place.at();
        }
        let Some(next) = at.next() else { return false };
        at = next;
    }
    false
}
