//! The phrases by which free text says how an incident came about. Tables only, written as those of
//! `phrases.rs`. What can be said of many things (hacking, an intruder, data that was taken) names no way.

use crate::model::vocabulary::Method;

/// Phrases for methods.
pub const METHODS: &[(Method, &str)] = {
    use Method::*;
    &[
        (Ransomware, "ransomware* | ransom ware"),
        (
            StolenCredentials,
            "stolen credential* | stolen login* | stolen password* | stolen user* | compromised credential* | compromised login* | credentials were compromised | credentials were stolen | credentials had been compromised | credentials had been stolen | stole .. credentials",
        ),
        (Phishing, "phish* | spear phish* | spearphish*"),
        (SocialEngineering, "social engineering"),
        (CredentialStuffing, "credential stuffing"),
        (
            ExploitedVulnerability,
            "exploit* .. vulnerabilit* | vulnerabilit* .. exploited",
        ),
        (ZeroDay, "zero day"),
        (
            Malware,
            "malware* | malicious software | malicious code | malicious program* | computer virus* | trojan* | keylogger* | key logger* | virus infect* | infected with a virus | infected by a virus | infected with a computer virus",
        ),
        (
            Misconfiguration,
            "misconfigur* | mis configur* | improperly configured | incorrectly configured | configuration error*",
        ),
        (
            TrackingTechnology,
            "tracking technolog* | tracking pixel* | meta pixel* | facebook pixel* | tracking code* | website tracking",
        ),
        (
            InsiderMisuse,
            "employee impermissibly accessed | employee impermissibly obtained | employee impermissibly downloaded | employee impermissibly acquired | employee impermissibly viewed | employee impermissibly copied | employee had impermissibly accessed | employee had impermissibly obtained | employee had impermissibly downloaded | employee had impermissibly acquired | employee had impermissibly viewed | employee had impermissibly copied | employees impermissibly accessed | employees impermissibly obtained | employees impermissibly downloaded | employees impermissibly acquired | employees impermissibly viewed | employees impermissibly copied | member impermissibly accessed | member impermissibly obtained | member impermissibly downloaded | member impermissibly acquired | member impermissibly viewed | member impermissibly copied | member had impermissibly accessed | member had impermissibly obtained | member had impermissibly downloaded | member had impermissibly acquired | member had impermissibly viewed | member had impermissibly copied | members impermissibly accessed | members impermissibly obtained | members impermissibly downloaded | members impermissibly acquired | members impermissibly viewed | members impermissibly copied | employee inappropriately accessed | employee improperly accessed | employee had inappropriately accessed | employee had improperly accessed | employees inappropriately accessed | employees improperly accessed | member inappropriately accessed | member improperly accessed | member had inappropriately accessed | member had improperly accessed | members inappropriately accessed | members improperly accessed | nurse inappropriately accessed | nurse improperly accessed | physician inappropriately accessed | physician improperly accessed | physician impermissibly accessed | nurse impermissibly accessed | employee accessed .. without | member accessed .. without | employee viewed .. without | employee stole | employee had stolen | employees stole | snooping | snooped | rogue employee*",
        ),
        (
            StolenDevice,
            "stolen laptop* | stolen unencrypted laptop* | stolen encrypted laptop* | stolen computer* | stolen desktop* | stolen unencrypted | stolen hard drive* | stolen flash drive* | stolen thumb drive* | stolen usb | stolen server* | stolen tablet* | stolen ipad* | stolen device* | stolen portable | stolen equipment | stolen backup | theft of .. laptop* | theft of .. hard drive* | theft of .. flash drive* | theft of .. thumb drive* | theft of .. usb | theft of .. desktop* | theft of .. device* | theft of a computer | theft of computer* | theft of .. computers | theft of .. server | stole .. laptop* | stole .. hard drive* | stole .. flash drive* | stole .. desktop* | stole computer* | stole a computer* | stole a desktop | stole two computer* | stole three computer* | stole several computer* | stole the computer* | laptop* .. stolen | desktop* .. stolen | hard drive* .. stolen | flash drive* .. stolen | thumb drive* .. stolen | usb .. stolen | jump drive* .. stolen | ipad* .. stolen | tablet* .. stolen | cell phone* .. stolen | smartphone* .. stolen | iphone* .. stolen | portable .. device* .. stolen | external .. drive .. stolen | backup tape* .. stolen | computer was stolen | computers were stolen | computer* had been stolen | server was stolen | servers were stolen | device was stolen | devices were stolen | computer equipment was stolen",
        ),
        (
            LostMedia,
            "lost .. laptop* | lost .. flash drive* | lost .. thumb drive* | lost .. usb | lost .. hard drive* | lost .. backup tape* | lost .. cds | lost .. cd | lost .. device* | loss of .. laptop* | loss of .. flash drive* | loss of .. thumb drive* | loss of .. usb | loss of .. hard drive* | loss of .. backup tape* | loss of .. device* | misplaced .. laptop* | misplaced .. flash drive* | misplaced .. thumb drive* | misplaced .. usb | misplaced .. hard drive* | misplaced .. cd | laptop* was lost | flash drive* .. lost | thumb drive* .. lost | usb .. was lost | hard drive* .. was lost | hard drive* .. were lost | cd .. was lost | cds .. were lost | cds .. lost in | cd .. lost in | backup tape* .. lost | device was lost",
        ),
        (
            ImproperDisposal,
            "improper disposal | improperly disposed | improperly discarded | inappropriately disposed | incorrectly disposed | mistakenly disposed | inadvertently disposed | inadvertently discarded | mistakenly discarded | dumpster* | recycling bin* | recycle bin* | recycling container* | regular trash | in the trash | trash can* | trash bin* | thrown away | threw away | without shredding | rather than shredd* | instead of shredd* | instead of being shredded | rather than being shredded",
        ),
        (
            MailingError,
            "mailing error* | mail merge error* | mailed .. wrong | mailed .. incorrect | mailed to incorrect | sent to the wrong | sent to wrong | sent .. wrong address* | sent .. wrong recipient* | sent .. wrong individual* | sent .. wrong patient* | sent .. wrong member* | sent .. incorrect address* | sent .. incorrect recipient* | sent to incorrect | sent to the incorrect | misdirected | misaddressed | mismailed | mis mailed | incorrectly addressed | incorrectly mailed | mistakenly mailed | mistakenly sent | mistakenly emailed | inadvertently mailed | inadvertently sent | erroneously mailed | erroneously sent | wrong envelope* | wrong recipient* | incorrect recipient* | unintended recipient* | visible through .. window* | visible through .. envelope* | envelope window* | window of .. envelope* | envelope stuffing",
        ),
    ]
};
