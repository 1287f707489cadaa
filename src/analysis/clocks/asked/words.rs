//! The words and the orders of words in which a text says that law enforcement asked for a delay. Tables
//! only; it must not know how they are applied.

/// What a word can be in such a sentence; one word can be several things.
pub(super) type Kinds = u32;
/// Law enforcement by any name.
pub(super) const AUTHORITY: Kinds = 1;
/// It asks, or was asked.
pub(super) const ASK: Kinds = 1 << 1;
/// A request.
pub(super) const REQUEST: Kinds = 1 << 2;
/// A delay, or to delay.
pub(super) const DELAY: Kinds = 1 << 3;
/// `by`.
pub(super) const BY: Kinds = 1 << 4;
/// Whose request it is.
pub(super) const OF: Kinds = 1 << 5;
pub(super) const BECAUSE: Kinds = 1 << 6;
/// What stands for the delay after it was named: `asked for it`.
pub(super) const IT: Kinds = 1 << 7;
/// What a request can be called.
pub(super) const MANNER: Kinds = 1 << 8;
/// `law enforcement` itself, before `hold`.
pub(super) const LAW_ENFORCEMENT: Kinds = 1 << 9;
/// A delay as a thing.
pub(super) const HOLD: Kinds = 1 << 10;
/// That it is a notice that waits.
pub(super) const NOTICE: Kinds = 1 << 11;
/// Begins another thought, so that what stands on both sides is not one statement.
pub(super) const PARTS: Kinds = 1 << 12;
/// Says the opposite.
pub(super) const DENIAL: Kinds = 1 << 13;
/// Says that it may be, not that it was.
pub(super) const PERHAPS: Kinds = 1 << 14;
/// Stands for an authority that the part of the sentence before has named.
pub(super) const STAND_IN: Kinds = 1 << 15;
/// An inquiry: `delayed by the police investigation` is not asked for.
pub(super) const INQUIRY: Kinds = 1 << 16;
/// `was`, `been`: who was asked did not ask.
pub(super) const BE: Kinds = 1 << 17;
/// `a`, `the`: behind `hold` they make a verb of it.
pub(super) const ARTICLE: Kinds = 1 << 18;
/// `which`, with which a sentence goes on with the authority.
pub(super) const RELATIVE: Kinds = 1 << 19;
/// `not to notify`, which is a delay only where somebody asks for it.
pub(super) const NOT_TO: Kinds = 1 << 20;

/// Words and rows of words, folded; `word*` is any word that begins so. The longest that fits counts, and
/// of equally long ones all.
pub(super) const WORDS: &[(Kinds, &str)] = &[
    (
        AUTHORITY | LAW_ENFORCEMENT,
        "law enforcement|law enforcement agenc*|law enforcement official*|law enforcement officer*|\
         law enforcement authorit*|law enforcement partner*",
    ),
    (
        AUTHORITY,
        "fbi|fbi agent*|federal bureau of investigation|justice department|the justice department|department of justice|the department of justice|doj|police|\
         prosecutor*|sheriff*|secret service|homeland security|us attorney*|federal agent*|\
         federal authorit*|police authorit*|federal investigator*|criminal investigator*|investigator*|\
         detective*|interpol|europol",
    ),
    // Those whom the organization pays.
    (
        0,
        "forensic investigator*|outside investigator*|external investigator*|private investigator*|\
         its investigator*|our investigator*|their investigator*|own investigator*|\
         internal investigator*|hired investigator*|party investigator*|digital investigator*|\
         cyber investigator*|security investigator*|computer investigator*|insurance investigator*",
    ),
    (
        ASK,
        "ask|asks|asked|asking|requests|requested|requesting|instructed|instructs|directed|directs|\
         ordered|orders|urged|urges|wanted",
    ),
    (ASK | REQUEST, "request"),
    (REQUEST, "behest|direction|instruction*|insistence|urging"),
    (
        DELAY,
        "delayed|delaying|delays|postpon*|defer|deferred|deferring|deferral|wait|waits|waited|waiting|\
         withh*|hold off|held off|holding off|hold back|held back|holding back|put off|putting off|\
         on hold|a hold|hold notice|hold notices|hold notification*|hold letters|hold the letters|\
         hold the notice*|hold the notification*",
    ),
    (DELAY | HOLD, "delay|a delay|the delay"),
    (HOLD, "hold"),
    (DELAY | NOTICE, "silen*|quiet"),
    (
        NOT_TO | NOTICE,
        "not to notify|not to tell|not to inform|not to announce|not to disclose|not to publish|\
         not to publicize|not to alert|not to speak|not to send|not to go public",
    ),
    (BY, "by"),
    (OF, "of|from|by"),
    (BECAUSE, "because|as|since"),
    (
        IT,
        "it|for it|this|for this|that|for that|so|a delay|the delay",
    ),
    (
        MANNER,
        "written|oral|verbal|formal|explicit|express|specific|direct",
    ),
    (
        NOTICE,
        "notice*|notif*|letter*|disclos*|announc*|inform|informed|informing|public*|tell|telling|told|\
         wrote|mailing*|report|reports|reporting|statement*",
    ),
    (
        PARTS,
        "and|but|while|after|before|over|about|during|into|why|whether|how|when|until|with|despite|\
         although|though|where|then",
    ),
    (PARTS | RELATIVE, "which|who"),
    (
        DENIAL,
        "not|no|never|nor|neither|without|none|nobody|cannot|deny|denied|denies|denying|denial|\
         declin*|refus*|reject*|disput*|fals*|untrue|absent|absence|lack*|contrary|contradict*|nothing|\
         rather|instead|unlike|hardly|barely|scarcely|rarely|seldom|doubt*|unclear|unproven|unconfirmed|\
         didnt|wasnt|hasnt|hadnt|isnt|arent|werent|dont|doesnt|cant|wont",
    ),
    (
        PERHAPS,
        "can|could|may|might|would|should|will|must|if|unless|whether|any|either|possib*|perhaps",
    ),
    (
        STAND_IN,
        "its|their|the department|the bureau|the agency|the agents|they",
    ),
    (INQUIRY, "investigation*|inquir*|probe|case"),
    (BE, "is|are|was|were|be|been|being"),
    (ARTICLE, "a|an|the|his|her|one|two"),
];

/// A word of the kind, or what lies between.
#[derive(Clone, Copy)]
pub(super) enum Step {
    Is(Kinds),
    /// The next word, if there is one, is none of the kind.
    IsNot(Kinds),
    /// A word of the kind, if there is one.
    Perhaps(Kinds),
    /// Nothing follows, or a word of the kind.
    EndOr(Kinds),
    /// Up to so many words, none of them of the kind.
    Near(usize, Kinds),
}

/// The orders in which words state the request and the delay.
pub(super) const STATEMENTS: &[&[Step]] = {
    use Step::{EndOr, Is, IsNot, Near, Perhaps};
    &[
        // `law enforcement had asked to wait`, but not `law enforcement was asked to wait`.
        &[
            Is(AUTHORITY),
            Near(2, PARTS | BE),
            Is(ASK),
            Near(7, PARTS),
            Is(DELAY | NOT_TO),
        ],
        // `by the FBI, which asked for silence`.
        &[
            Is(AUTHORITY),
            Is(RELATIVE),
            Near(1, PARTS | BE),
            Is(ASK),
            Near(7, PARTS),
            Is(DELAY | NOT_TO),
        ],
        // `was asked by the FBI to delay its letters`.
        &[
            Is(ASK),
            Is(BY),
            Near(3, PARTS),
            Is(AUTHORITY),
            Near(4, PARTS),
            Is(DELAY | NOT_TO),
        ],
        // `a delay requested by the police`.
        &[
            Is(DELAY),
            Near(5, PARTS),
            Is(ASK),
            Is(BY),
            Near(3, PARTS),
            Is(AUTHORITY),
        ],
        // `delayed at the request of law enforcement`.
        &[
            Is(DELAY),
            Near(8, PARTS),
            Is(REQUEST),
            Is(OF),
            Near(3, PARTS),
            Is(AUTHORITY),
        ],
        // `delayed at the FBI's request`.
        &[
            Is(DELAY),
            Near(8, PARTS),
            Is(AUTHORITY),
            Perhaps(MANNER),
            Is(REQUEST),
        ],
        // `At the request of the Justice Department it held back the notice`.
        &[
            Is(REQUEST),
            Is(OF),
            Near(3, PARTS),
            Is(AUTHORITY),
            Near(8, PARTS),
            Is(DELAY),
        ],
        // `At the FBI's request the company kept silent`.
        &[
            Is(AUTHORITY),
            Perhaps(MANNER),
            Is(REQUEST),
            Near(8, PARTS),
            Is(DELAY),
        ],
        // `waited until June because investigators asked for it`.
        &[
            Is(DELAY),
            Near(8, 0),
            Is(BECAUSE),
            Near(1, PARTS),
            Is(AUTHORITY),
            Near(1, PARTS | BE),
            Is(ASK),
            EndOr(IT),
        ],
        // `was delayed by law enforcement`, but not by its investigation.
        &[
            Is(DELAY),
            Is(BY),
            Near(2, PARTS),
            Is(AUTHORITY),
            IsNot(INQUIRY),
        ],
        // `because of a law enforcement hold`.
        &[Is(LAW_ENFORCEMENT), Is(HOLD), IsNot(ARTICLE)],
    ]
};
