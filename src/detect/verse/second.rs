//! The cues of verse that depend on what was found in the first look.

use super::{lone, poem, section};
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::role::{Kind, Role};

use Claim::{Continues, Is, Opens};
use Holds::{Here, Onward};
use Role::Verse;

/// A story between the lines of a song that its author names, and the same where nobody names it.
const SONGFIC: &str = "Half a Kettle\nby Ann Ode\nA/N: The song is Kettle by the Lids.\nWe are only half a kettle\nThe bell rang twice, and she kept folding napkins.\n» Whistling at the wrong door\nHe saw the window of the shop was lit.\nYou pour and I pour\n\"Tea,\" he said, and took off his hat.\nAnd nobody drinks\nShe had burned her wrist. It was new.";
const NO_SONGFIC: &str = "Half a Kettle\nby Ann Ode\nWe are only half a kettle\nThe bell rang twice, and she kept folding napkins.\n» Whistling at the wrong door\nHe saw the window of the shop was lit.\nYou pour and I pour\n\"Tea,\" he said, and took off his hat.\nAnd nobody drinks\nShe had burned her wrist. It was new.";

/// Cues that depend on what was found in the first look.
pub(super) const SECOND: &[Cue] = &[
    Cue {
        name: "line-of-the-song",
        claims: Opens(Verse),
        weight: 9,
        why: "The author speaks of a song, and its lines stand between the paragraphs, without a mark at their end.",
        yes: &[SONGFIC],
        no: &[NO_SONGFIC],
        holds: Here(|p| p.survey().is_some_and(|s| s.verse.reach_of_song(p).is_some())),
    },
    Cue {
        name: "song-goes-on",
        claims: Continues(Verse),
        weight: 9,
        why: "The next line of the song stands right below.",
        yes: &[
            "Half a Kettle\nby Ann Ode\nA/N: The song is Kettle by the Lids.\nWe are only half a kettle\nThe bell rang twice, and she kept folding napkins.\nWhistling at the wrong door\nHe saw the window of the shop was lit.\nYou pour and I pour\n» And the tea gets cold\n\"Tea,\" he said, and took off his hat.\nAnd nobody drinks\nShe had burned her wrist. It was new.",
        ],
        no: &[NO_SONGFIC],
        holds: Onward(|p| p.survey().and_then(|s| s.verse.reach_of_song(p)).unwrap_or(0)),
    },
    Cue {
        name: "song-of-the-story",
        claims: Is(Kind::Song),
        weight: 3,
        why: "It is a line of the song between whose lines the story is told.",
        yes: &[SONGFIC],
        no: &[NO_SONGFIC],
        holds: Here(|p| p.survey().is_some_and(|s| s.verse.reach_of_song(p).is_some())),
    },
    Cue {
        name: "said-to-be-sung",
        claims: Is(Kind::Song),
        weight: 2,
        why: "The story says right beside the lines that somebody sings them.",
        yes: &[
            "All the men on the weir were singing:\n\n» A stone for the mason\nA stone for the pot\nA stone for the lady\nAnd a stone for what is not\n\nThen it rained.",
            "It was blue.\n\nA stone for the mason\nA stone for the pot\nA stone for the lady\n» And a stone for what is not\n\nThey sang it until it rained, and then they went home.",
        ],
        no: &[
            "All the men on the weir were asleep.\n\n» A stone for the mason\nA stone for the pot\nA stone for the lady\nAnd a stone for what is not\n\nThen it rained.",
        ],
        holds: Here(|p| p.leaning(Verse).max(p.carrying_on(Verse)) > 0 && lone::is_sung(p)),
    },
    Cue {
        name: "song-interrupted",
        claims: Opens(Verse),
        weight: 8,
        why: "A line set in like one above goes on with the song that a few words have interrupted.",
        yes: &[
            "The mill had been shut since the spring, and the miller sat on the wall\nabove the weir with his hat on his knees, waiting for somebody to come\nby and ask him why it was shut.\n\nFrom the yard there came a voice, and it was singing:\n\n    Oh, the geese they wear no stockings\n\nThe gate fell shut.\n\n»     And the miller wears no shoes\n\nNobody asked. The geese went down to the water in the morning and came\nback in the evening, and the children threw bread at them when there was\nbread to throw.",
        ],
        no: &["It was blue.\n\n»     A stone for the mason\n\nThey sang it."],
        holds: Here(lone::goes_on),
    },
    Cue {
        name: "motto-among-mottoes",
        claims: Opens(Verse),
        weight: 24,
        why: "A line stands set in below the heading, and the other mottoes of this book are verse.",
        yes: &[
            "Chapter 1\n\n    The wheel goes round, the wheel goes round,\n    And nobody knows what it has ground.\n\nThe mill had been shut since the spring, and the miller sat on the wall\nabove the weir with his hat on his knees, waiting for somebody to come\nby and ask him why it was shut.\n\nChapter 2\n\n    Give me the stone, said the miller's wife,\n    And I shall sharpen my carving knife.\n\nNobody asked. The geese went down to the water in the morning and came\nback in the evening, and the children threw bread at them when there was\nbread to throw.\n\nChapter 3\n\n    Down in the weir where the water is deep\n    The old miller's geese are all asleep.\n\nThe mill had been shut since the spring, and the miller sat on the wall\nabove the weir with his hat on his knees, waiting for somebody to come\nby and ask him why it was shut.\n\nChapter 4\n\n»     The geese have gone to town without their shoes.\n\nNobody asked. The geese went down to the water in the morning and came\nback in the evening, and the children threw bread at them when there was\nbread to throw.",
        ],
        no: &["Chapter 1\n\n»     A stone for the mason\n\nThey sang it."],
        holds: Here(|p| lone::reach_of_motto(p).is_some()),
    },
    Cue {
        name: "source-of-a-motto",
        claims: Continues(Verse),
        weight: 22,
        why: "Directly below the motto stands the name of its source.",
        yes: &[
            "Chapter 1\n\n    The wheel goes round, the wheel goes round,\n    And nobody knows what it has ground.\n\nThe mill had been shut since the spring, and the miller sat on the wall\nabove the weir with his hat on his knees, waiting for somebody to come\nby and ask him why it was shut.\n\nChapter 2\n\n    Give me the stone, said the miller's wife,\n    And I shall sharpen my carving knife.\n\nNobody asked. The geese went down to the water in the morning and came\nback in the evening, and the children threw bread at them when there was\nbread to throw.\n\nChapter 3\n\n    Down in the weir where the water is deep\n    The old miller's geese are all asleep.\n\nThe mill had been shut since the spring, and the miller sat on the wall\nabove the weir with his hat on his knees, waiting for somebody to come\nby and ask him why it was shut.\n\nChapter 4\n\n    The geese have gone to town without their shoes.\n»             THE MILLER'S TRAGEDY\n\nNobody asked. The geese went down to the water in the morning and came\nback in the evening, and the children threw bread at them when there was\nbread to throw.",
        ],
        no: &["Chapter 1\n\n    A stone for the mason\n\n» They sang it."],
        holds: Onward(|p| lone::reach_of_motto(p).unwrap_or(0)),
    },
    Cue {
        name: "motto-with-its-source",
        claims: Opens(Verse),
        weight: 9,
        why: "Lines are set in before a text, and the name of their source stands directly below, farther in.",
        yes: &[
            "Chapter 1\n\n»   Unhand me, ghost!\n         THE CONSPIRATORS\n\nThe mill had been shut since the spring, and the miller sat on the wall\nabove the weir with his hat on his knees, waiting for somebody to come\nby and ask him why it was shut.\n\nNobody asked. The geese went down to the water in the morning and came\nback in the evening, and the children threw bread at them when there was\nbread to throw.",
        ],
        no: &["Chapter 1\n\n»   Unhand me, ghost!\n\nThey sang it."],
        holds: Here(|p| lone::reach_of_sourced(p).is_some()),
    },
    Cue {
        name: "down-to-its-source",
        claims: Continues(Verse),
        weight: 12,
        why: "The motto goes on to the name of its source.",
        yes: &[
            "Chapter 1\n\n  Unhand me, ghost!\n»          THE CONSPIRATORS\n\nThe mill had been shut since the spring, and the miller sat on the wall\nabove the weir with his hat on his knees, waiting for somebody to come\nby and ask him why it was shut.\n\nNobody asked. The geese went down to the water in the morning and came\nback in the evening, and the children threw bread at them when there was\nbread to throw.",
        ],
        no: &["Chapter 1\n\n  Unhand me, ghost!\n\n» They sang it."],
        holds: Onward(|p| lone::reach_of_sourced(p).unwrap_or(0)),
    },
    Cue {
        name: "motto-by-its-source",
        claims: Is(Kind::VerseEpigraph),
        weight: 3,
        why: "Its source is named below it, as a motto's is.",
        yes: &[
            "Chapter 1\n\n»   Unhand me, ghost!\n         THE CONSPIRATORS\n\nThe mill had been shut since the spring, and the miller sat on the wall\nabove the weir with his hat on his knees, waiting for somebody to come\nby and ask him why it was shut.\n\nNobody asked. The geese went down to the water in the morning and came\nback in the evening, and the children threw bread at them when there was\nbread to throw.",
        ],
        no: &["Chapter 1\n\n»   Unhand me, ghost!\n\nThey sang it."],
        holds: Here(|p| lone::reach_of_sourced(p).is_some()),
    },
    Cue {
        name: "motto-below-a-title",
        claims: Opens(Verse),
        weight: 9,
        why: "Two lines or more stand right below a title, and their source below them.",
        yes: &[
            "The Door\n\nby Ann Ode\n\n\nspring\n\n» a stone for the mason\na stone for the pot\n-- \"Weir\", The Lids\n\nIt was blue, and it had not been there before.",
        ],
        no: &[
            "The Door\n\nby Ann Ode\n\n\nspring\n\n» a stone for the mason\na stone for the pot\n\nIt was blue, and it had not been there before.",
        ],
        holds: Here(|p| poem::reach_of_motto_below_a_title(p).is_some()),
    },
    Cue {
        name: "motto-goes-on",
        claims: Continues(Verse),
        weight: 12,
        why: "The motto below the title goes on to its source.",
        yes: &[
            "The Door\n\nby Ann Ode\n\n\nspring\n\na stone for the mason\n» a stone for the pot\n-- \"Weir\", The Lids\n\nIt was blue, and it had not been there before.",
        ],
        no: &[
            "The Door\n\nby Ann Ode\n\n\nspring\n\na stone for the mason\n» a stone for the pot\n\nIt was blue, and it had not been there before.",
        ],
        holds: Onward(|p| poem::reach_of_motto_below_a_title(p).unwrap_or(0)),
    },
    Cue {
        name: "motto-by-its-place",
        claims: Is(Kind::VerseEpigraph),
        weight: 3,
        why: "Lines with their source stand between a title and the text.",
        yes: &[
            "The Door\n\nby Ann Ode\n\n\nspring\n\n» a stone for the mason\na stone for the pot\n-- \"Weir\", The Lids\n\nIt was blue, and it had not been there before.",
        ],
        no: &[
            "The Door\n\nby Ann Ode\n\n\nspring\n\n» a stone for the mason\na stone for the pot\n\nIt was blue, and it had not been there before.",
        ],
        holds: Here(|p| poem::reach_of_motto_below_a_title(p).is_some()),
    },
    Cue {
        name: "sung-alone",
        claims: Opens(Verse),
        weight: 7,
        why: "A line stands alone between the marks between which the stanzas of this story stand.",
        yes: &[
            "It was blue, and it had not been there before, not in all the years she knew.\n\n/a stone for the mason/\n/a stone for the pot/\n/a stone for the lady/\n\nThey sang it on both sides of the wall, not quite together.\n\n» /and one for the goose/\n\nThen it got dark, and everybody went home to supper.",
        ],
        no: &[
            "It was blue, and it had not been there before, not in all the years she knew.\n\n» /and one for the goose/\n\nThen it got dark, and everybody went home to supper.",
        ],
        holds: Here(|p| p.leaning(Verse) == 0 && p.survey().is_some_and(|s| s.verse.is_sung_alone(p))),
    },
    Cue {
        name: "sung-line-by-line",
        claims: Continues(Verse),
        weight: 9,
        why: "The next line stands between the same marks, with a blank line between them.",
        yes: &[
            "It was blue, and it had not been there before, not in all the years she knew.\n\n/a stone for the mason/\n/a stone for the pot/\n/a stone for the lady/\n\nThey sang it on both sides of the wall, not quite together.\n\n/and one for the goose/\n\n» /and one for the door/\n\nThen it got dark, and everybody went home to supper.",
        ],
        no: &[
            "It was blue, and it had not been there before, not in all the years she knew.\n\n/a stone for the mason/\n/a stone for the pot/\n/a stone for the lady/\n\nThey sang it on both sides of the wall, not quite together.\n\n/and one for the goose/\n\n» Then it got dark, and everybody went home to supper.",
        ],
        holds: Onward(|p| p.survey().map_or(0, |s| s.verse.reach_of_sung(p))),
    },
    Cue {
        name: "all-below-a-title",
        claims: Opens(Verse),
        weight: 10,
        why: "All that stands below the title is short lines, as in a collection of poems.",
        yes: &[
            "Rushlights\n\nby Ellen Tarrant\n\n\nChapter 1\n\n» The platform keeps\nsome of your heat\n\nin two shoes\nthat I have not moved\n\n\nChapter 2\n\nIt was blue, and it had not been there before, not in all the years she knew.",
        ],
        no: &["Chapter 1\n\n» It was blue.\nShe went in."],
        holds: Here(|p| section::reach(p).is_some()),
    },
    Cue {
        name: "down-to-the-next-title",
        claims: Continues(Verse),
        weight: 12,
        why: "The poem goes on to the next title, a rule or a note.",
        yes: &[
            "Rushlights\n\nby Ellen Tarrant\n\n\nChapter 1\n\nThe platform keeps\nsome of your heat\n\n» in two shoes\nthat I have not moved\n\n\nChapter 2\n\nIt was blue, and it had not been there before, not in all the years she knew.",
        ],
        no: &["Chapter 1\n\nIt was blue.\n» She went in."],
        holds: Onward(|p| section::reach(p).unwrap_or(0)),
    },
    Cue {
        name: "a-text-of-its-own",
        claims: Is(Kind::VerseEpigraph),
        weight: -4,
        why: "It is the whole text below its title, not a motto before one.",
        yes: &[
            "Rushlights\n\nby Ellen Tarrant\n\n\nChapter 1\n\n» The platform keeps\nsome of your heat\n\nin two shoes\nthat I have not moved\n\n\nChapter 2\n\nIt was blue, and it had not been there before, not in all the years she knew.",
        ],
        no: &["Chapter 1\n\n» It was blue.\nShe went in."],
        holds: Here(|p| section::reach(p).is_some()),
    },
];
