//! The words around a hit that decide what it means, by class. Tables only; how they are asked stands in
//! `sentence.rs`.

/// Classes of words, one bit each, that decide what a hit means.
pub mod class {
    /// Words that negate what follows them.
    pub const NEGATION: u16 = 1 << 0;
    /// Words after which a negation negates only them: `including but not limited to`, `was not encrypted`.
    pub const HARMLESS: u16 = 1 << 1;
    /// Words that begin a new statement after a negation.
    pub const TURN: u16 = 1 << 2;
    /// Verbs of the time after the breach: data that follows them is what was changed, not what was lost.
    pub const REMEDY: u16 = 1 << 3;
    /// Words that say that what follows was in the data.
    pub const INVOLVED: u16 = 1 << 4;
    /// Words with which the organization becomes the one who acts again.
    pub const ACTOR: u16 = 1 << 5;
    /// Verbs that an actor does.
    pub const ACT: u16 = 1 << 6;
    /// Words after whose full stop the sentence goes on.
    pub const ABBREVIATION: u16 = 1 << 7;
    /// Parts of names that do not tell one organization from another.
    pub const COMMON: u16 = 1 << 8;
    /// Forms of `to be`.
    pub const BE: u16 = 1 << 9;
    /// Words that begin a clause about what stands before them.
    pub const THAT: u16 = 1 << 10;
    /// What data is not, in `were not involved`.
    pub const STATE: u16 = 1 << 11;
    /// What a filing is called.
    pub const FILING: u16 = 1 << 12;
    /// Attackers, and what they use.
    pub const ATTACKER: u16 = 1 << 13;
    /// Words of what may happen, of precautions and of advice: a way that they stand before is not the one
    /// that was taken here.
    pub const PRECAUTION: u16 = 1 << 14;
}

/// Every word that has a class, by class.
pub const WORDS: &[(u16, &str)] = &[
    (
        class::NEGATION,
        "not no without neither nor never excluding except cannot didnt wasnt werent none",
    ),
    (
        class::HARMLESS,
        "limited only encrypted password properly authorized intended yet longer shredded secured \
        secure returned recovered adequately appropriately immediately affiliated permitted \
        supposed aware protected have blind using entitled been use",
    ),
    (
        class::TURN,
        "but however although though included includes including contained contains containing \
        involved while instead",
    ),
    (
        class::REMEDY,
        "implemented revised updated retrained ceased discontinued stopped changed reset verify \
        verifying offered sanctioned redact redacted redacting shred masked masking removed \
        requires require requiring improved notified notification installed encrypting trained \
        prohibit prohibits prohibiting monitoring established developed assurances assistance \
        safeguarding",
    ),
    (
        class::INVOLVED,
        "included includes including include involved involving contained containing contains \
        contain exposed exposing affected affecting disclosed disclosing compromised viewable \
        stolen stole accessed obtained consisted consisting such types listed listing displayed \
        visible whose phi ephi lost revealed revealing information comprised viewed emailed \
        mailed faxed printed copied sent showing breached impacted involves posted copies \
        elements acquired following used misused storing stored holding held housing limited",
    ),
    (
        class::ACTOR,
        "ce ba entity it hospital practice clinic they company staff associate ces center plan \
        provider",
    ),
    (
        class::ACT,
        "implemented revised retrained trained updated provided offered sanctioned terminated \
        encrypted installed improved developed took has had completed conducted also notified \
        enhanced adopted made reset changed performed hired replaced strengthened established",
    ),
    (
        class::ABBREVIATION,
        "dr mr mrs ms st inc no co corp ltd jr sr vs approx p m d s c e g i u a",
    ),
    (
        class::COMMON,
        "the of and for in at a inc llc pc pa dba d b corporation corp company co ltd llp",
    ),
    (class::BE, "was were is are"),
    (class::THAT, "which that"),
    (
        class::STATE,
        "involved included affected compromised exposed accessed disclosed stored part present \
        contained viewed taken at among in impacted acquired on required needed necessary provided \
        made issued sent conducted performed implemented",
    ),
    (
        class::FILING,
        "case cases review reviews investigation investigations breach matter ocr report",
    ),
    (
        class::PRECAUTION,
        "train trains training trained retrain retrained retraining educate educated educating education \
        reeducated awareness simulated simulation simulations exercise exercises prevent prevents \
        preventing prevention preventative avoid avoiding recognize recognizing identify identifying spot \
        detect detecting detection against future risk risks threat threats guidance implemented \
        improved enhanced strengthened updated revised upgraded reminded reminder reminders protect \
        protects protecting protection guard mitigate mitigating reduce assistance assurances filter \
        filters filtering monitoring removal resistant absence scan scanned scanning safeguard safeguards safeguarding suspected possible whether anti policy policies",
    ),
    (
        class::ATTACKER,
        "ransomware malware virus trojan hacker hackers attacker attackers attack attacks cyberattack \
        intruder intruders criminal criminals cybercriminal cybercriminals",
    ),
];
