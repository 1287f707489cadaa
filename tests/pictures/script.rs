//! What the pictures show: for each the size of the terminal, what the program is started with, and what
//! is typed. It must not know how anything is drawn.

/// One picture.
pub struct Picture {
    /// Its file, without the ending.
    pub name: &'static str,
    /// What a reader who does not see it is told.
    pub title: &'static str,
    /// Columns and rows.
    pub size: (u16, u16),
    pub args: &'static [&'static str],
    pub env: &'static [(&'static str, &'static str)],
    /// Each is typed after the screen has come to rest.
    pub keys: &'static [&'static str],
    /// A text on the finished screen.
    pub shows: &'static str,
}

/// Several screens one after the other.
pub struct Film {
    /// How it starts, and what stands on its last screen.
    pub opening: Picture,
    /// For how many milliseconds the first screen stands.
    pub first: u32,
    /// What is typed, and for how many milliseconds the screen then stands.
    pub steps: &'static [(&'static str, u32)],
}

const WIDE: (u16, u16) = (120, 36);

const fn picture(
    name: &'static str,
    title: &'static str,
    args: &'static [&'static str],
    keys: &'static [&'static str],
    shows: &'static str,
) -> Picture {
    Picture {
        name,
        title,
        size: WIDE,
        args,
        env: &[],
        keys,
        shows,
    }
}

/// Every still picture.
pub const PICTURES: &[Picture] = &[
    picture(
        "browse",
        "Browse: breaches that exposed Social Security numbers and offered no credit monitoring, the chosen one beside them",
        &["data:ssn -measure:credit_monitoring"],
        &["j", "j"],
        "Overview",
    ),
    picture(
        "query",
        "The query line: a term is being typed, the list below completes it with counts",
        &["data:ssn"],
        &["/", " measure:mon"],
        "credit_monitoring",
    ),
    picture(
        "timeline",
        "Timeline: a lane an incident, from intrusion over detection to letters and settlements",
        &["year:2023..2024 affected:>1M"],
        &["2"],
        "a column",
    ),
    picture(
        "exposure",
        "Exposure: incidents by data type, exposed, possibly exposed or stated not involved",
        &["affected:>1M sort:-severity"],
        &["3"],
        "by data",
    ),
    picture(
        "compare",
        "Compare: three incidents side by side against their peers, only what differs",
        &["org:healthec,\"hims &\",\"change healthcare\""],
        &[" ", " ", " ", "U", "4", "d"],
        "3 marked",
    ),
    picture(
        "insights",
        "Insights: charts over the incidents in the United States, each with its n",
        &["country:US"],
        &["5"],
        "charts over",
    ),
    picture(
        "signals",
        "Signals: what the incidents mean for the sector, by relevancy",
        &[],
        &["6"],
        "by relevancy",
    ),
    Picture {
        size: (80, 24),
        ..picture(
            "narrow",
            "Browse in a terminal of 80 columns and 24 rows",
            &["method:ransomware sort:-affected"],
            &[],
            "Organization",
        )
    },
    picture(
        "light",
        "The light theme: an incident with its notification clock and severity",
        &["--theme", "light", "clock:hipaa-60=late"],
        &["j"],
        "Organization",
    ),
    Picture {
        env: &[("NO_COLOR", "1")],
        ..picture(
            "mono",
            "Without colour: exposed, possibly exposed and not involved by sign alone",
            &["sector:hospital_system data:diagnosis"],
            &["3"],
            "by data",
        )
    },
];

/// The main job in half a minute: search, open, mark, compare.
pub const FILM: Film = Film {
    opening: Picture {
        size: (100, 30),
        ..picture(
            "tour",
            "Searching HealthEC with a typing mistake, reading its timeline, marking it and Hims & Hers, and comparing the two",
            &[],
            &[],
            "differences only",
        )
    },
    first: 1800,
    steps: &[
        ("/", 500),
        ("h", 160),
        ("e", 160),
        ("l", 160),
        ("t", 160),
        ("h", 160),
        ("e", 160),
        ("c", 1600),
        ("\r", 500),
        ("\r", 1800),
        ("]", 2600),
        ("\x1b", 500),
        (" ", 1400),
        ("/", 400),
        ("\x15", 400),
        ("h", 160),
        ("i", 160),
        ("m", 160),
        ("s", 1400),
        ("\r", 400),
        (" ", 1000),
        ("U", 1000),
        ("c", 2600),
        ("d", 2200),
        ("n", 700),
        ("n", 700),
        ("n", 700),
        ("n", 3500),
    ],
};
