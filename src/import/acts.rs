//! The phrases by which free text says what an organization did, and what is an act of somebody else.
//! Tables only, written as those of `phrases.rs`.

use crate::model::vocabulary::Measure;

/// Phrases for what the organization did.
pub const MEASURES: &[(Measure, &str)] = {
    use Measure::*;
    &[
        (
            IndividualNotice,
            "notif* .. individual* | notif* .. patient* | notif* .. member* | notif* .. client* | notif* .. customers | notif* .. resident* | notif* .. employees | notif* .. plan participants | notif* .. beneficiar* | notif* .. enrollees | notification letter* | notification to .. individuals | notif* .. persons | notif* .. families | notice to .. individuals | notice to .. patients | notice letters | letters to .. individuals | letters to .. patients | notif* .. subscribers | notif* .. parties | notif* .. people | notices to | notif* .. students | notif* .. consumers | notif* .. participants | apolog* .. letter*",
        ),
        (
            MediaNotice,
            "notif* .. media | notice .. media | media notice* | media notification* | press release* | notice .. newspaper* | notif* .. newspaper* | media outlets",
        ),
        (
            SubstituteNotice,
            "substitute notice* | substitute notification* | substitute breach notification | notice .. website | notif* .. website | posted .. notice",
        ),
        (
            HhsOcrReport,
            "notif* .. hhs | notif* to ocr | notif* ocr | notification to .. ocr | notif* .. department of health and human services | notif* .. health and human services | notice to hhs | reported .. to hhs | reported .. to ocr | submitted a breach report | filed a breach report | notif* .. secretary",
        ),
        (
            LawEnforcementReport,
            "notif* .. law enforcement | report* .. law enforcement | notif* .. police | report* .. police | police report | notif* .. fbi | report* .. fbi | contact* .. police | contact* .. law enforcement | contact* .. fbi | notif* .. federal bureau of investigation | report* .. federal bureau of investigation | filed .. police | report* .. authorities | notif* .. sheriff* | contact* .. federal bureau | cooperat* with law enforcement | work* with law enforcement | report* .. sheriff* | called .. police | alerted .. police",
        ),
        (
            StateAgReport,
            "notif* .. attorney general | notif* .. attorneys general | report* .. attorney general | notif* .. state regulators | notif* .. state agenc* | notif* .. state authorities",
        ),
        (
            InsuranceRegulatorReport,
            "notif* .. department of insurance | notif* .. insurance commissioner* | notif* .. insurance department",
        ),
        (
            CreditBureauNotice,
            "notif* .. credit bureau* | notif* .. credit reporting agenc* | notif* .. consumer reporting agenc* | contact* .. credit bureau* | notif* .. credit reporting bureau*",
        ),
        (
            ClientNotice,
            "notif* .. covered entities | notif* .. its clients | notif* .. client ces | notif* .. affected ces",
        ),
        (
            CreditMonitoring,
            "credit monitoring* | credit protection | credit report monitoring | monitoring of credit | credit watch",
        ),
        (
            IdentityProtection,
            "identity theft protection | identity protection | identity theft prevention | identity monitoring | identity theft monitoring | fraud protection service* | identity theft services | id theft protection | identity theft resolution | fraud alert service* | identity theft consultation | identity theft repair | identity repair | fraud monitoring | id protection | identity theft mitigation | identity and credit protection",
        ),
        (
            IdentityRestoration,
            "identity restoration | identity theft restoration | identity recovery | identity theft recovery",
        ),
        (
            IdentityTheftInsurance,
            "identity theft insurance | identity insurance | identity fraud insurance | identity theft reimbursement",
        ),
        (
            CallCenter,
            "call center* | toll free | hotline* | dedicated phone line | help line",
        ),
        (
            Mfa,
            "multi factor | multifactor | two factor | 2 factor | dual factor | mfa | two step verification | second factor",
        ),
        (
            EndpointDetection,
            "endpoint detection | edr | endpoint protection | endpoint security | advanced threat protection | antivirus software | anti virus software | anti malware | anti virus protection",
        ),
        (
            Encryption,
            "encrypted all | encrypt* .. laptop* | encrypt* .. computer* | encrypt* .. device* | encrypt* .. email* | implemented .. encryption | installed .. encryption | encrypt* .. drives | encryption software | encrypted its | encrypting | encryption of | encryption technology | encryption program | encryption on | encryption for | deployed .. encryption | encryption to | enhanced encryption | encrypted the | encryption solution* | improved encryption | full disk encryption | encryption tool* | encryption protocol* | encryption polic* | require* encryption | added encryption | encrypt* .. server* | use* encryption | encrypt its | encrypt all | encryption capabilit* | e mail encryption | email encryption",
        ),
        (
            NetworkSegmentation,
            "network segmentation | segmented .. network | segregated .. network",
        ),
        (
            Patching,
            "patched | security patch* | software patch* | applied patches | updated .. software | upgraded .. software | updated .. operating system* | corrected the programming | corrected the error | corrected the software | fixed the error | corrected the coding | fixed the vulnerability | patch management",
        ),
        (
            AccessControls,
            "access control* | restricted access | limited access | access restriction* | access privileges | user access | limiting access | restricting access | role based access | access permissions | password requirement* | password polic* | password protection | password management | stronger password* | strong password* | password complexity | access rights | access management | access to .. was restricted",
        ),
        (
            AccessRevoked,
            "terminated .. access | revoked .. access | access was terminated | disabled .. access | removed .. access | disabled the account* | disabled .. email account* | blocked access | deactivated .. account* | removed the .. website | removed .. from the website | removed .. from the internet | secured the .. account* | disabled .. account* | took down | removed the phi | removed the ephi | shut off access | terminated access",
        ),
        (
            PasswordReset,
            "changed .. passwords | reset .. passwords | password reset* | changed all passwords | passwords were changed | passwords were reset | changing .. passwords | resetting .. passwords | changed the password* | forced password | changed .. password | reset .. password",
        ),
        (
            SystemsIsolated,
            "isolated .. server* | isolated .. system* | isolated .. network | disconnected .. server* | disconnected .. network | disconnected .. computer* | quarantined",
        ),
        (
            SystemShutdown,
            "shut down .. server* | shut down .. system* | shut down .. network | took .. offline | taken offline | shut down its | shutting down | shut down the | taking .. offline",
        ),
        (
            RestoredFromBackup,
            "restored .. backup* | restored .. back up* | backup restor* | restored its .. system* | restored the .. data | restored .. from a backup | recovered .. from backup*",
        ),
        (
            TrackingRemoved,
            "removed .. pixel* | disabled .. pixel* | removed .. tracking | disabled .. tracking",
        ),
        (
            ForensicFirm,
            "forensic* | computer forensic* | third party expert* | cybersecurity firm | cyber security firm | forensics firm | cybersecurity expert* | security consultant* | independent investigator* | it security firm | outside expert* | external cybersecurity | security experts",
        ),
        (
            InternalInvestigation,
            "internal investigation | conducted an investigation | conducted its own investigation | investigated the incident | launched an investigation | initiated an investigation | began an investigation | conducted a thorough investigation | commenced an investigation | immediately investigated | ce investigated | ba investigated",
        ),
        (
            SecurityMonitoring,
            "security monitoring | intrusion detection | monitoring software | network monitoring | logging and monitoring | audit log* | monitoring tool* | monitoring system* | enhanced monitoring | log monitoring | auditing software | system monitoring | system activity review* | monitoring capabilit* | increased monitoring | access audits | access monitoring | audit controls | intrusion prevention",
        ),
        (
            SecurityHardening,
            "technical safeguards | security safeguards | technical and | technical security | security measures | security enhancement* | firewall* | enhanced .. security | improved .. security | security controls | security features | strengthened .. security | increased .. security | additional security | enhanced its .. safeguards | new security | email filter* | spam filter* | technical safeguard | security improvement* | security software | data loss prevention | hardened | upgraded .. security | phishing filter* | email security | improved .. technical | improved safeguards | additional safeguards | enhanced safeguards | new safeguards | safeguards to | improved its safeguards | administrative technical | security upgrades | network security | data security | information security program | vpn | security technolog* | electronic safeguards | cybersecurity | email gateway | technical controls | cyber security",
        ),
        (
            PolicyReview,
            "revised .. polic* | updated .. polic* | new polic* | policies and procedures | implemented .. polic* | developed .. polic* | revised .. procedure* | new procedure* | updated .. procedure* | strengthened .. polic* | amended .. polic* | created .. polic* | changed .. polic* | improved .. polic* | adopted .. polic* | reviewed .. polic* | implemented .. procedure* | developed .. procedure* | enhanced .. polic* | modified .. polic* | changed .. procedure* | standard operating procedure* | improved .. procedure* | enhanced .. procedure*",
        ),
        (
            StaffTraining,
            "retrain* | re train* | train* .. staff | train* .. employee* | train* .. workforce | trained | staff training | employee training | workforce training | provided .. training | additional training | hipaa training | privacy training | security training | security awareness | training on | training regarding | training to | training for | educated .. staff | educated .. employee* | educated .. workforce | re educat* | reeducat* | training program* | refresher training | annual training | educated its | training of | conducted .. training | counseled and trained | training its | awareness training | training about | training was | training all | staff education | employee education | education to | education for | education on | security reminders | staff were trained",
        ),
        (
            VendorReview,
            "business associate agreement* | ba agreement* | baa | baas | vendor management | reviewed .. vendor* | audit* .. vendor* | audit* .. business associate* | new contract with",
        ),
        (
            VendorTerminated,
            "terminated .. contract | terminated .. relationship | terminated .. agreement | ended .. relationship | ceased doing business with | terminated .. services of | severed .. relationship | discontinued .. relationship | terminated its business | no longer use* the vendor | terminated the ba | discontinued the use of the vendor | replaced the vendor | stopped using the vendor",
        ),
        (
            PhysicalSecurity,
            "physical safeguards | physical security | security cameras | alarm system* | surveillance camera* | installed .. locks | locked cabinet* were | changed the locks | motion detector* | motion sensor* | video surveillance | physical and | security guard* | installed .. alarm* | installed .. camera* | replaced .. locks | security system* | new locks | door locks | security bars | changed .. locks | cable lock* | locking cabinet* | physically secur* | improved physical | shredding bin* | shred bins | locked file cabinets | alarm code* | surveillance system* | building security | facility security | key card",
        ),
        (
            RiskAnalysis,
            "risk analys* | risk assessment* | risk management plan* | security assessment* | vulnerability assessment* | vulnerability scan* | penetration test* | risk management",
        ),
        (
            IndependentAudit,
            "independent audit* | third party audit* | external audit* | outside audit*",
        ),
        (
            DataMinimization,
            "no longer store* | no longer includ* | ceased storing | ceased printing | ceased using social | removed social security numbers | discontinued .. use of social | remov* .. unnecessary | purged | stopped storing | minimum necessary polic* | data retention polic* | removed all phi | removed all ephi | limited the amount of | minimiz* the amount | removed .. social security numbers | no longer uses social | record retention polic*",
        ),
        (
            SystemReplaced,
            "replaced .. server* | replaced .. system* | migrated .. to | new email system | new server* | replaced its | rebuilt .. server* | rebuilt .. network | replaced .. computer* | new computer system | rebuilt its | moved .. cloud based | transition* to .. electronic",
        ),
        (
            StaffSanctioned,
            "sanction* | disciplin* | terminated .. employee* | terminated .. employment | employment was terminated | fired | suspended .. employee* | terminated the .. employee* | terminated the .. workforce member* | employee was terminated | terminated .. individual* responsible | counseled | reprimand* | employee* resigned | terminated the nurse | terminated the physician | terminated .. staff member* | employees were terminated | dismissed the | written warning* | terminated .. workforce member*",
        ),
        (
            RansomPayment,
            "paid the ransom | paid a ransom | paid ransom | ransom was paid | payment of the ransom | ransom payment was made",
        ),
        (CourtInjunction, "injunction | restraining order"),
        (
            DarkWebMonitoring,
            "dark web monitoring | monitor* the dark web | monitoring the dark web",
        ),
        (
            DataReview,
            "data review | manual review of | reviewed .. contents of | data mining",
        ),
        (Counseling, "counseling services | counseling to affected"),
    ]
};

/// Measures that are what an attacker does as well: data are encrypted, access is blocked, passwords are
/// changed, systems are shut down.
pub const ATTACKERS_TOO: &[Measure] = &[
    Measure::Encryption,
    Measure::AccessRevoked,
    Measure::PasswordReset,
    Measure::SystemShutdown,
];

/// What the regulator does in these texts, or what is asked for and not done: what follows it in the
/// sentence is not the organization's own act.
pub const REGULATOR: &str = "ocr provided | ocr also provided | technical assistance | ocr advised | ocr recommended \
    | ocr directed | ocr required | ocr requires | ocr reviewed | ocr requested | ocr will | \
    ocr has provided | expected to | required to | ocr reminded | ocr instructed | agreement \
    requires | plan requires | ocr opened | ocr initiated | ocr conducted | ocr investigated \
    | will be | plans to | intends to | failed to | failure to | failing to | ocr determined \
    | ocr notified | civil rights provided | ocr closed | ocr evaluated | ocr examined | ocr \
    verified | plans for | agreed to | failures to | noncompliance | non compliance | potential \
    violations | violations of | organizations must | entities must | providers must | practices must | rule \
    requires | rules require | requires entities | will take | will adopt | will undertake | until a \
    ransom | until the ransom | unless a ransom | unless the ransom";
