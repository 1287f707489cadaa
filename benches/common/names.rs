//! Names of organizations as the portal has them: hospitals, practices, insurers, coined names of
//! vendors. The words are common ones; no name is meant to be anybody's.

use super::rng::Rng;

const PLACES: &[&str] = &[
    "Springfield",
    "Franklin",
    "Greenville",
    "Bristol",
    "Clinton",
    "Fairview",
    "Salem",
    "Madison",
    "Georgetown",
    "Arlington",
    "Ashland",
    "Dover",
    "Oxford",
    "Jackson",
    "Burlington",
    "Manchester",
    "Milton",
    "Newport",
    "Auburn",
    "Centerville",
    "Clayton",
    "Dayton",
    "Lexington",
    "Milford",
    "Mount Vernon",
    "Oakland",
    "Winchester",
    "Cleveland",
    "Hudson",
    "Kingston",
    "Riverside",
    "Lakeview",
    "Cedar Rapids",
    "Green Bay",
    "Santa Fe",
    "San Mateo",
    "Santa Rosa",
    "Palm Beach",
    "Long Beach",
    "Grand Rapids",
    "Baton Rouge",
    "Des Moines",
    "Fort Wayne",
    "El Paso",
    "Tulsa",
    "Mesa",
    "Vail",
    "Boulder",
    "Duluth",
    "Savannah",
    "Mobile",
    "Houston",
    "Dallas",
    "Phoenix",
    "Denver",
    "Seattle",
    "Portland",
    "Chicago",
    "Boston",
    "Atlanta",
    "Miami",
    "Orlando",
    "Tampa",
    "Albany",
    "Buffalo",
    "Rochester",
    "Syracuse",
    "Utica",
    "Erie",
    "Scranton",
    "Reading",
    "Trenton",
    "Camden",
    "Newark",
    "Hartford",
    "Providence",
    "Worcester",
    "Lowell",
    "Concord",
    "Nashua",
    "Bangor",
    "Augusta",
    "Macon",
    "Athens",
    "Columbus",
    "Toledo",
    "Akron",
    "Canton",
    "Lima",
    "Evansville",
    "Peoria",
    "Decatur",
    "Rockford",
    "Racine",
    "Kenosha",
    "Wausau",
    "Mankato",
    "Fargo",
    "Bismarck",
    "Rapid City",
    "Lincoln",
    "Omaha",
    "Topeka",
    "Wichita",
    "Joplin",
];

const REGIONS: &[&str] = &[
    "California",
    "Texas",
    "Florida",
    "New York",
    "Pennsylvania",
    "Illinois",
    "Ohio",
    "Georgia",
    "North Carolina",
    "Michigan",
    "New Jersey",
    "Virginia",
    "Washington",
    "Arizona",
    "Tennessee",
    "Massachusetts",
    "Indiana",
    "Missouri",
    "Maryland",
    "Wisconsin",
    "Colorado",
    "Minnesota",
    "South Carolina",
    "Alabama",
    "Louisiana",
    "Kentucky",
    "Oregon",
    "Oklahoma",
    "Connecticut",
    "Utah",
    "Iowa",
    "Nevada",
    "Arkansas",
    "Mississippi",
    "Kansas",
    "New Mexico",
    "Nebraska",
    "Idaho",
    "West Virginia",
    "Hawaii",
    "Maine",
    "Montana",
    "Delaware",
    "Alaska",
    "Vermont",
];

const QUARTERS: &[&str] = &[
    "North", "South", "East", "West", "Central", "Northern", "Southern", "Greater", "Upper", "Mid",
    "Coastal", "Valley", "Lake", "River", "Mountain", "Bay", "Harbor", "Prairie",
];

const SAINTS: &[&str] = &[
    "Mary",
    "Joseph",
    "Luke",
    "Vincent",
    "John",
    "Francis",
    "Anthony",
    "Elizabeth",
    "Michael",
    "Peter",
    "Paul",
    "Clare",
    "Agnes",
    "Barnabas",
    "Catherine",
    "Bernard",
    "Rita",
    "Alexius",
    "Cloud",
    "Charles",
    "Thomas",
    "Rose",
    "Margaret",
    "Mark",
    "James",
    "Helena",
    "Jude",
];

const GIVEN: &[&str] = &[
    "James",
    "Mary",
    "Robert",
    "Patricia",
    "John",
    "Jennifer",
    "Michael",
    "Linda",
    "David",
    "Elizabeth",
    "William",
    "Barbara",
    "Richard",
    "Susan",
    "Joseph",
    "Jessica",
    "Thomas",
    "Sarah",
    "Carlos",
    "Karen",
    "Daniel",
    "Lisa",
    "Matthew",
    "Nancy",
    "Anil",
    "Betty",
    "Mark",
    "Sandra",
    "Wei",
    "Ashley",
    "Steven",
    "Kimberly",
    "Andrew",
    "Emily",
    "Paul",
    "Donna",
    "José",
    "Michelle",
    "Kenneth",
    "Carol",
    "Kevin",
    "Amanda",
    "Brian",
    "Melissa",
    "George",
    "Deborah",
    "Timothy",
];

const SURNAMES: &[&str] = &[
    "Smith",
    "Johnson",
    "Williams",
    "Brown",
    "Jones",
    "Garcia",
    "Miller",
    "Davis",
    "Rodriguez",
    "Martinez",
    "Hernandez",
    "Lopez",
    "Gonzalez",
    "Wilson",
    "Anderson",
    "Thomas",
    "Taylor",
    "Moore",
    "Jackson",
    "Martin",
    "Lee",
    "Perez",
    "Thompson",
    "White",
    "Harris",
    "Sanchez",
    "Clark",
    "Ramirez",
    "Lewis",
    "Robinson",
    "Walker",
    "Young",
    "Allen",
    "King",
    "Wright",
    "Scott",
    "Torres",
    "Nguyen",
    "Hill",
    "Flores",
    "Green",
    "Adams",
    "Nelson",
    "Baker",
    "Hall",
    "Rivera",
    "Campbell",
    "Mitchell",
    "Carter",
    "Roberts",
    "Gomez",
    "Phillips",
    "Evans",
    "Turner",
    "Diaz",
    "Parker",
    "Cruz",
    "Edwards",
    "Collins",
    "Reyes",
    "Stewart",
    "Morris",
    "Morales",
    "Murphy",
    "Cook",
    "Rogers",
    "Gutierrez",
    "Ortiz",
    "Morgan",
    "Cooper",
    "Peterson",
    "Bailey",
    "Reed",
    "Kelly",
    "Howard",
    "Ramos",
    "Kim",
    "Cox",
    "Ward",
    "Richardson",
    "Watson",
    "Brooks",
    "Chavez",
    "Wood",
    "Bennett",
    "Gray",
    "Mendoza",
    "Ruiz",
    "Hughes",
    "Price",
    "Alvarez",
    "Patel",
    "O'Brien",
    "Müller",
    "Peña",
    "Schwartz",
    "Kowalski",
    "Petrov",
    "Okafor",
    "Haddad",
    "Ivanova",
];

/// Halves of further surnames and of places.
const FIRST_HALVES: &[&str] = &[
    "Ash", "Black", "Brad", "Burn", "Carl", "Chad", "Clay", "Crest", "Dal", "East", "Ell", "Fair",
    "Farn", "Glen", "Gran", "Hal", "Harl", "Hart", "Haw", "Hol", "Kel", "Kirk", "Lang", "Lin",
    "Mar", "Mel", "North", "Oak", "Pem", "Rad", "Rock", "Rother", "Sal", "Sher", "Stan", "Stock",
    "Thorn", "Wal", "West", "Whit", "Win", "Wood",
];
const SECOND_HALVES: &[&str] = &[
    "bridge", "brook", "burg", "burn", "bury", "by", "combe", "cott", "dale", "den", "don",
    "field", "ford", "gate", "ham", "haven", "hill", "hurst", "land", "ley", "low", "man", "mere",
    "mont", "more", "ridge", "sby", "shaw", "side", "ston", "thorpe", "ton", "view", "ville",
    "wall", "water", "well", "wick", "wood", "worth",
];

const HOSPITALS: &[&str] = &[
    "Medical Center",
    "Regional Medical Center",
    "Hospital",
    "Community Hospital",
    "Memorial Hospital",
    "General Hospital",
    "Health System",
    "Regional Hospital",
    "Healthcare",
    "Health",
    "Children's Hospital",
    "Health Network",
    "Hospital District",
    "Health Services",
    "Veterans Affairs Medical Center",
    "Behavioral Health Center",
    "Rehabilitation Hospital",
    "Surgery Center",
    "Cancer Center",
    "Community Health Center",
    "Health Department",
];

const PRACTICES: &[&str] = &[
    "Dental",
    "Family Medicine",
    "Pediatrics",
    "Dermatology",
    "Orthopedics",
    "Eye Care",
    "Cardiology",
    "Oncology",
    "Radiology",
    "Oral Surgery",
    "Orthodontics",
    "Physical Therapy",
    "Internal Medicine",
    "Women's Health",
    "Urology",
    "Pain Management",
    "Chiropractic",
    "Psychological",
    "Counseling",
    "Home Health",
    "Hospice",
    "Medical",
    "Anesthesia",
    "Podiatry",
    "Gastroenterology",
    "Nephrology",
    "Allergy & Asthma",
    "Ear, Nose & Throat",
    "Optometry",
    "Family Dentistry",
    "Plastic Surgery",
    "Sleep Medicine",
    "Imaging",
    "Urgent Care",
    "Pharmacy",
];

const HOUSES: &[&str] = &[
    "Associates",
    "Group",
    "Clinic",
    "Center",
    "Care",
    "Partners",
    "Specialists",
    "Services",
    "Practice",
    "Consultants",
    "Physicians",
    "Institute",
    "of the Valley",
    "",
];

const FORMS: &[(u64, &str)] = &[
    (420, ""),
    (150, ", LLC"),
    (110, ", P.C."),
    (90, ", Inc."),
    (80, " PLLC"),
    (60, ", P.A."),
    (40, ", LLP"),
    (30, " Inc"),
    (20, " Corp."),
];

const COINED_START: &[&str] = &[
    "Health", "Med", "Care", "Clini", "Vita", "Nova", "Omni", "Opti", "Pro", "Inno", "Medi",
    "Hims", "Well", "Life", "Rx", "Data", "Bio", "Neuro", "Cardio", "Derma", "Ortho", "Tele",
    "Insu", "Claim", "Bill", "Cura", "Sano", "Trans", "Inter", "Quest", "True", "Bright",
];
const COINED_END: &[&str] = &[
    "EC", "Core", "Link", "Point", "Works", "Logic", "Source", "Quest", "Bridge", "Path", "Trust",
    "One", "Plus", "Wise", "Net", "Stream", "Scribe", "Gen", "Med", "Care", "ara", "ium", "ix",
    "Cloud", "Sync", "Line", "Spring", "Ally", "Star", "Tech", "Solve", "ify",
];
const COINED_KIND: &[&str] = &[
    "",
    " Solutions",
    " Systems",
    " Partners",
    " Technologies",
    " Health",
    " Management",
    " Billing",
    " Analytics",
    " Data Services",
    " Group",
    " Holdings",
    " Pharmacy",
    " Labs",
];

const CAPITALS: &[&str] = &[
    "MCNA", "UCSF", "VA", "EMS", "IHC", "NBI", "PHI", "USV", "ABC", "CHS", "DRH", "GHP", "HMS",
    "LMH", "NYU", "OHSU", "RMC", "SSM", "TMC", "UPMC",
];

/// The name with this number, the same for the same seed.
pub fn name(seed: u64, number: u64) -> String {
    let mut r = Rng::of(seed, number);
    let name = match r.below(100) {
        0..=17 => format!("{} {}", place(&mut r), r.pick(HOSPITALS)),
        18..=24 => saint(&mut r),
        25..=54 => practice(&mut r),
        55..=69 => person(&mut r),
        70..=77 => {
            let of = place(&mut r);
            format!(
                "{} {} {}{}",
                of,
                r.pick(PRACTICES),
                r.pick(HOUSES),
                r.weighted(FORMS)
            )
        }
        78..=82 => insurer(&mut r),
        83..=85 => {
            let start = r.pick(QUARTERS);
            let of = place(&mut r);
            format!("{start} {of} {}", r.pick(HOSPITALS))
        }
        86..=88 => format!(
            "{} {} {}{}",
            r.pick(CAPITALS),
            r.pick(PRACTICES),
            surname(&mut r),
            r.weighted(FORMS)
        ),
        89..=91 => format!("{} Pharmacy #{}", surname(&mut r), 100 + r.below(9900)),
        _ => coined(&mut r),
    };
    let name = tidy(&name);
    match r.below(100) {
        0..=2 => name.to_uppercase(),
        3 => format!("{name} d/b/a {}", tidy(&practice(&mut r))),
        _ => name,
    }
}

fn tidy(name: &str) -> String {
    let name = name.replace(" ,", ",").replace("  ", " ");
    name.trim().to_owned()
}

fn surname(r: &mut Rng) -> String {
    if r.per_mille(400) {
        r.pick(SURNAMES).to_owned()
    } else {
        format!("{}{}", r.pick(FIRST_HALVES), r.pick(SECOND_HALVES))
    }
}

fn place(r: &mut Rng) -> String {
    match r.below(10) {
        0..=2 => r.pick(PLACES).to_owned(),
        3..=6 => format!("{}{}", r.pick(FIRST_HALVES), r.pick(SECOND_HALVES)),
        7 => format!("{} {}", r.pick(QUARTERS), r.pick(PLACES)),
        8 => format!(
            "{} {}{}",
            r.pick(QUARTERS),
            r.pick(FIRST_HALVES),
            r.pick(SECOND_HALVES)
        ),
        _ => format!("{}{} County", r.pick(FIRST_HALVES), r.pick(SECOND_HALVES)),
    }
}

fn saint(r: &mut Rng) -> String {
    let (saint, kind) = (r.pick(SAINTS), r.pick(HOSPITALS));
    let of = place(r);
    match r.below(3) {
        0 => format!("St. {saint} {kind} of {of}"),
        1 => format!("St. {saint}'s {kind} {of}"),
        _ => format!("Saint {saint} {of} {kind}"),
    }
}

fn practice(r: &mut Rng) -> String {
    let (one, kind, house) = (surname(r), r.pick(PRACTICES), r.pick(HOUSES));
    let form = r.weighted(FORMS);
    match r.below(4) {
        0 => format!("{one} & {} {kind} {house}{form}", surname(r)),
        1 => format!("{one} {kind} {house} of {}{form}", place(r)),
        2 => format!("{one} {kind}{form}"),
        _ => format!("{one} {kind} {house}{form}"),
    }
}

fn person(r: &mut Rng) -> String {
    let degree = r.pick(&[
        ", M.D.", ", D.D.S.", ", DMD", " MD", ", D.O.", ", Ph.D.", ", O.D.",
    ]);
    let form = r.pick(&["", "", "", ", P.A.", " PC", ", Inc."]);
    let middle = char::from(b'A' + r.below(26) as u8);
    format!("{} {middle}. {}{degree}{form}", r.pick(GIVEN), surname(r))
}

fn insurer(r: &mut Rng) -> String {
    let region = r.pick(REGIONS);
    let of = surname(r);
    match r.below(6) {
        0 => format!("BlueCross BlueShield of {region}"),
        1 => format!("Blue Cross of {region} - {} Plan", place(r)),
        2 => format!("{of} Health Plan of {region}"),
        3 => format!("{region} Department of Health - {} Office", place(r)),
        4 => format!("{of} Employee Benefit Plan"),
        _ => format!("{of} Health Insurance Company of {region}"),
    }
}

fn coined(r: &mut Rng) -> String {
    let (start, end) = (r.pick(COINED_START), r.pick(COINED_END));
    let (kind, form) = (r.pick(COINED_KIND), r.weighted(FORMS));
    match r.below(3) {
        0 => format!("{start}{end}{kind}{form}"),
        1 => format!("{start}{end} of {}{form}", place(r)),
        _ => format!("{} {start}{end}{kind}{form}", surname(r)),
    }
}
