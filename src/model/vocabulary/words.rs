//! Every controlled word of a record, one table a vocabulary. A word is added by adding a line;
//! order is the order on screen and must not change once released sets are stored (ids are stored,
//! positions are not, so adding anywhere is safe).
//!
//! `weight` of a data type is our reading of the four classes of ENISA's 2013 method: 1 simple,
//! 2 behavioural, 3 financial, 4 sensitive.

use super::vocabulary;

vocabulary! {
    /// What kind of organization it is.
    Sector "sector"
    "care" {
        HospitalSystem "hospital_system" "hospital system" also "hospital, health system, medical center",
        CommunityHealthCenter "community_health_center" "community health center" also "clinic, fqhc",
        PhysicianGroup "physician_group" "physician group" also "doctors, clinic",
        PracticeManagement "practice_management" "practice management",
        SpecialtyCare "specialty_care" "specialty care",
        Dental "dental" "dental" also "dentist",
        Vision "vision" "vision" also "eye care, optometry",
        BehavioralHealth "behavioral_health" "behavioral health" also "psychotherapy, mental health",
        Telehealth "telehealth" "telehealth" also "telemedicine",
        Pharmacy "pharmacy" "pharmacy",
        Laboratory "laboratory" "laboratory" also "lab",
        Imaging "imaging" "imaging" also "radiology",
        Dialysis "dialysis" "dialysis",
        Ambulance "ambulance" "ambulance" also "emergency medical services",
        HomeAndElderCare "home_and_elder_care" "home and elder care" also "nursing home, hospice",
        BloodAndTissue "blood_and_tissue" "blood and tissue" also "blood bank, plasma",
    }
    "payer" {
        HealthPlan "health_plan" "health plan" also "insurer, health insurance",
        BenefitsAdministrator "benefits_administrator" "benefits administrator" also "tpa",
        Government "government" "government" also "public agency",
    }
    "vendor" {
        Clearinghouse "clearinghouse" "clearinghouse",
        BillingAndCollections "billing_and_collections" "billing and collections" also "debt collector",
        HealthTechnology "health_technology" "health technology" also "health it, ehr vendor",
        Transcription "transcription" "transcription",
        PrintingAndMailing "printing_and_mailing" "printing and mailing",
        ProfessionalServices "professional_services" "professional services" also "law firm, accountant, consultant",
    }
    "consumer and research" {
        GeneticTesting "genetic_testing" "genetic testing" also "dna test",
        MedicalDevice "medical_device" "medical device",
        Research "research" "research",
        ConsumerHealthApp "consumer_health_app" "consumer health app" also "app",
    }
}

vocabulary! {
    /// The role under HIPAA (45 CFR 160.103) of the organization that was breached.
    HipaaRole "HIPAA role"
    "covered entity" {
        HealthcareProvider "healthcare_provider" "healthcare provider",
        HealthPlan "health_plan" "health plan",
        Clearinghouse "clearinghouse" "clearinghouse",
    }
    "business associate" {
        BusinessAssociate "business_associate" "business associate" short "BA",
    }
    "outside HIPAA" {
        NotCovered "not_covered" "not covered by HIPAA",
        OutsideUs "outside_us" "outside the US",
    }
}

vocabulary! {
    /// How exact a number of people is.
    Qualifier "qualifier"
    "" {
        Exact "exact" "exact",
        Approximate "approximate" "approximate",
        AtLeast "at_least" "at least",
        ClaimedByAttacker "claimed_by_attacker" "claimed by the attacker",
    }
}

vocabulary! {
    /// The type of breach in the terms of the HHS OCR portal.
    BreachType "breach type"
    "" {
        HackingItIncident "hacking_it_incident" "hacking or IT incident" also "hacking",
        UnauthorizedAccessDisclosure "unauthorized_access_disclosure" "unauthorized access or disclosure",
        Theft "theft" "theft",
        Loss "loss" "loss",
        ImproperDisposal "improper_disposal" "improper disposal",
        Other "other" "other",
    }
}

vocabulary! {
    /// How it happened.
    Method "method"
    "extortion" {
        Ransomware "ransomware" "ransomware",
        DataTheftExtortion "data_theft_extortion" "data theft and extortion" also "extortion",
        DataTheft "data_theft" "data theft",
    }
    "way in" {
        StolenCredentials "stolen_credentials" "stolen credentials" also "hijacked account, stolen password",
        Phishing "phishing" "phishing",
        SocialEngineering "social_engineering" "social engineering",
        CredentialStuffing "credential_stuffing" "credential stuffing",
        ExploitedVulnerability "exploited_vulnerability" "exploited vulnerability" also "cve",
        ZeroDay "zero_day" "zero-day",
        Malware "malware" "malware",
        ThirdPartyCompromise "third_party_compromise" "third-party compromise" also "supply chain, vendor breach",
    }
    "no intruder" {
        Misconfiguration "misconfiguration" "misconfiguration",
        ExposedServer "exposed_server" "exposed server" also "open bucket, open database",
        TrackingTechnology "tracking_technology" "tracking technology" also "tracking pixel, web beacon",
        InsiderMisuse "insider_misuse" "insider misuse" also "snooping",
        StolenDevice "stolen_device" "stolen device" also "stolen laptop",
        LostMedia "lost_media" "lost media" also "lost backup tapes",
        ImproperDisposal "improper_disposal" "improper disposal",
        MailingError "mailing_error" "mailing error" also "misdirected letters",
    }
    "not further known" {
        NationState "nation_state" "nation state" also "state-sponsored",
        UnspecifiedIntrusion "unspecified_intrusion" "unspecified intrusion",
    }
}

vocabulary! {
    /// How sure it is who did it.
    ActorStatus "threat actor status"
    "" {
        Claimed "claimed" "claimed by the group",
        Attributed "attributed" "attributed by others",
    }
}

vocabulary! {
    /// What the entered system is for.
    SystemRole "system role"
    "care and claims" {
        ClinicalRecords "clinical_records" "clinical records" also "electronic health record, ehr, emr",
        ClaimsAndBilling "claims_and_billing" "claims and billing",
        MemberOrBenefits "member_or_benefits" "member or benefits",
        Laboratory "laboratory" "laboratory",
        Imaging "imaging" "imaging" also "pacs",
        Research "research" "research",
    }
    "around it" {
        CustomerSupport "customer_support" "customer support" also "help desk, ticket system",
        ManagedFileTransfer "managed_file_transfer" "managed file transfer" also "mft",
        Email "email" "email" also "mailbox",
        WebsiteOrApp "website_or_app" "website or app",
        PatientPortal "patient_portal" "patient portal",
        AnalyticsPlatform "analytics_platform" "analytics platform",
        DataWarehouse "data_warehouse" "data warehouse",
        BackupOrArchive "backup_or_archive" "backup or archive",
        LegacyServer "legacy_server" "legacy server",
        Transcription "transcription" "transcription",
        Collections "collections" "collections",
        CrmOrFundraising "crm_or_fundraising" "CRM or fundraising" also "donor database",
    }
    "whole or physical" {
        NetworkWide "network_wide" "network-wide",
        EndpointDevice "endpoint_device" "endpoint device" also "laptop, desktop",
        PaperRecords "paper_records" "paper records",
        RemovableMedia "removable_media" "removable media" also "usb drive, backup tape",
        Other "other" "other",
    }
}

vocabulary! {
    /// Whether the organization's main systems were entered or something beside them.
    Tier "system tier"
    "" {
        Core "core" "core" short "core",
        Auxiliary "auxiliary" "auxiliary" short "aux",
        DeviceOrPaper "device_or_paper" "device or paper" short "dev",
    }
}

vocabulary! {
    /// What another company was to the organization.
    Relation "relation"
    "" {
        Vendor "vendor" "vendor",
        SoftwareSupplier "software_supplier" "software supplier",
        BusinessAssociate "business_associate" "business associate",
        Contractor "contractor" "contractor",
        TrackingTechnology "tracking_technology" "tracking technology",
        ParentOrAffiliate "parent_or_affiliate" "parent or affiliate",
    }
}

vocabulary! {
    /// Where the information was, in the terms of the HHS OCR portal.
    Location "location"
    "" {
        NetworkServer "network_server" "network server",
        Email "email" "email",
        ElectronicMedicalRecord "electronic_medical_record" "electronic medical record" short "EMR",
        PaperFilms "paper_films" "paper or films",
        Laptop "laptop" "laptop",
        DesktopComputer "desktop_computer" "desktop computer",
        OtherPortableElectronicDevice "other_portable_electronic_device" "other portable electronic device",
        Other "other" "other",
    }
}

vocabulary! {
    /// What happened on a date.
    EventKind "event kind"
    "incident" {
        IntrusionStart "intrusion_start" "intrusion start",
        IntrusionEnd "intrusion_end" "intrusion end",
        ExposureStart "exposure_start" "exposure start",
        ExposureEnd "exposure_end" "exposure end",
        DataCopied "data_copied" "data copied",
        EncryptionDeployed "encryption_deployed" "encryption deployed",
        DeviceMissing "device_missing" "device missing",
    }
    "response" {
        Detected "detected" "detected",
        Contained "contained" "contained",
        ServicesDisrupted "services_disrupted" "services disrupted",
        ServicesRestored "services_restored" "services restored",
        InvestigationStarted "investigation_started" "investigation started",
        ScopeConfirmed "scope_confirmed" "scope confirmed",
    }
    "notification" {
        ClientsNotified "clients_notified" "clients notified",
        LawEnforcementNotified "law_enforcement_notified" "law enforcement notified",
        RegulatorNotified "regulator_notified" "regulator notified",
        RegulatorInquiry "regulator_inquiry" "regulator inquiry",
        ActorClaim "actor_claim" "actor claim",
        PublicDisclosure "public_disclosure" "public disclosure",
        IndividualsNotified "individuals_notified" "individuals notified",
    }
    "aftermath" {
        RansomDemanded "ransom_demanded" "ransom demanded",
        RansomPaid "ransom_paid" "ransom paid",
        DataPublished "data_published" "data published",
        CountRevised "count_revised" "count revised",
        LawsuitFiled "lawsuit_filed" "lawsuit filed",
        CourtRuling "court_ruling" "court ruling",
        Settlement "settlement" "settlement",
        Penalty "penalty" "penalty",
        Hearing "hearing" "hearing",
        Bankruptcy "bankruptcy" "bankruptcy",
        Indictment "indictment" "indictment",
        Arrest "arrest" "arrest",
    }
}

vocabulary! {
    /// What was in the data.
    DataType "data type"
    "identity" {
        Name "name" "name" short "nam" weight 1,
        DateOfBirth "date_of_birth" "date of birth" also "dob, birth date" short "dob" weight 1,
        Gender "gender" "gender" also "sex" short "gen" weight 1,
        Ssn "ssn" "Social Security number" also "ssn" short "ssn" weight 3,
        TaxId "tax_id" "tax ID" also "taxpayer number" short "tax" weight 3,
        NationalId "national_id" "national ID" also "identity card" short "nid" weight 3,
        DriversLicense "drivers_license" "driver's license" also "driving licence" short "lic" weight 3,
        Passport "passport" "passport" short "pas" weight 3,
        RaceEthnicity "race_ethnicity" "race or ethnicity" short "rac" weight 4,
        Photo "photo" "photo" also "face picture" short "pho" weight 2,
        Biometric "biometric" "biometric" also "fingerprint" short "bio" weight 4,
        Signature "signature" "signature" short "sig" weight 2,
        FamilyDetails "family_details" "family details" also "next of kin, guarantor" short "fam" weight 2,
        Demographics "demographics" "demographics" short "dem" weight 1,
        DateOfDeath "date_of_death" "date of death" short "dod" weight 1,
    }
    "contact" {
        Address "address" "postal address" short "adr" weight 1,
        Email "email" "email address" also "e-mail" short "eml" weight 1,
        Phone "phone" "phone number" also "telephone" short "tel" weight 1,
        ContactDetails "contact_details" "contact details" short "con" weight 1,
        Geolocation "geolocation" "geolocation" also "gps" short "geo" weight 2,
    }
    "medical" {
        MedicalRecordNumber "medical_record_number" "medical record number" also "mrn" short "mrn" weight 2,
        MedicalRecord "medical_record" "medical record" also "patient file" short "rec" weight 4,
        HealthInformation "health_information" "health information" also "phi, medical information" short "hea" weight 4,
        Diagnosis "diagnosis" "diagnosis" also "condition" short "dia" weight 4,
        Treatment "treatment" "treatment" also "procedure" short "tre" weight 4,
        Medications "medications" "medications" also "prescription, drugs" short "med" weight 4,
        LabResults "lab_results" "lab results" also "test results" short "lab" weight 4,
        MedicalImages "medical_images" "medical images" also "x-ray, scan" short "img" weight 4,
        ClinicalNotes "clinical_notes" "clinical notes" also "therapy notes" short "not" weight 4,
        ProviderName "provider_name" "provider name" also "physician name" short "pro" weight 2,
        DatesOfService "dates_of_service" "dates of service" also "visit dates" short "dos" weight 2,
        MentalHealth "mental_health" "mental health" also "psychotherapy" short "men" weight 4,
        SubstanceUse "substance_use" "substance use" also "addiction" short "sub" weight 4,
        ReproductiveHealth "reproductive_health" "reproductive health" also "pregnancy, fertility" short "rep" weight 4,
        Genetic "genetic" "genetic data" also "dna" short "dna" weight 4,
        Disability "disability" "disability" short "dis" weight 4,
        MedicalDeviceData "medical_device_data" "medical device data" short "dev" weight 4,
        HealthInquiries "health_inquiries" "health inquiries" also "questions about health" short "inq" weight 4,
    }
    "insurance" {
        InsuranceId "insurance_id" "health insurance number" also "member id, subscriber number" short "id" weight 2,
        MedicareMedicaidId "medicare_medicaid_id" "Medicare or Medicaid ID" short "mcr" weight 3,
        InsurancePolicy "insurance_policy" "insurance policy" also "coverage" short "pol" weight 2,
        Claims "claims" "claims" short "clm" weight 4,
        Authorization "authorization" "authorization" also "prior authorization" short "aut" weight 4,
        Eligibility "eligibility" "eligibility" short "elg" weight 2,
    }
    "financial" {
        FinancialInformation "financial_information" "financial information" short "fin" weight 3,
        PatientAccountNumber "patient_account_number" "patient account number" short "acc" weight 2,
        BankAccount "bank_account" "bank account" short "bnk" weight 3,
        PaymentCard "payment_card" "payment card" also "credit card, debit card" short "crd" weight 3,
        Billing "billing" "billing" also "invoice" short "bil" weight 3,
        Income "income" "income" also "salary" short "inc" weight 3,
        PaymentHistory "payment_history" "payment history" short "pay" weight 3,
    }
    "account" {
        Username "username" "user name" also "login" short "usr" weight 1,
        Password "password" "password" short "pwd" weight 2,
        SecurityQuestions "security_questions" "security questions" short "sec" weight 2,
        IpAddress "ip_address" "IP address" short "ip" weight 1,
        DeviceOrCookieId "device_or_cookie_id" "device or cookie ID" short "cki" weight 2,
        BrowsingActivity "browsing_activity" "browsing activity" short "web" weight 2,
    }
    "communication" {
        SupportTickets "support_tickets" "support tickets" also "help desk tickets" short "tkt" weight 2,
        Messages "messages" "messages" also "chat" short "msg" weight 4,
        CallRecordings "call_recordings" "call recordings" short "cal" weight 2,
    }
    "employment" {
        Employer "employer" "employer" short "emp" weight 1,
        EmployeeRecords "employee_records" "employee records" also "hr records, payroll" short "hr" weight 3,
    }
    "other" {
        Other "other" "other" short "oth" weight 1,
    }
}

vocabulary! {
    /// What the organization said of a data type.
    ExposureStatus "exposure status"
    "" {
        Exposed "exposed" "exposed",
        PossiblyExposed "possibly_exposed" "possibly exposed",
        NotExposed "not_exposed" "stated not involved",
    }
}

vocabulary! {
    /// What the organization did.
    Measure "measure"
    "containment" {
        SystemShutdown "system_shutdown" "system shut down" also "taken offline",
        AccessRevoked "access_revoked" "access revoked",
        PasswordReset "password_reset" "password reset",
        SystemsIsolated "systems_isolated" "systems isolated",
        RestoredFromBackup "restored_from_backup" "restored from backup",
        TrackingRemoved "tracking_removed" "tracking removed" also "pixel removed",
    }
    "investigation" {
        InternalInvestigation "internal_investigation" "internal investigation",
        ForensicFirm "forensic_firm" "forensic firm",
        DataReview "data_review" "data review",
        DarkWebMonitoring "dark_web_monitoring" "dark web monitoring",
    }
    "notification" {
        IndividualNotice "individual_notice" "individual notice" also "letters",
        SubstituteNotice "substitute_notice" "substitute notice" also "website notice",
        MediaNotice "media_notice" "media notice" also "press release",
        HhsOcrReport "hhs_ocr_report" "HHS OCR report",
        StateAgReport "state_ag_report" "state attorney general report",
        InsuranceRegulatorReport "insurance_regulator_report" "insurance regulator report",
        FtcReport "ftc_report" "FTC report",
        SecFiling "sec_filing" "SEC filing" also "8-k",
        ForeignRegulatorReport "foreign_regulator_report" "foreign regulator report",
        LawEnforcementReport "law_enforcement_report" "law enforcement report" also "police, fbi",
        ClientNotice "client_notice" "client notice",
        CreditBureauNotice "credit_bureau_notice" "credit bureau notice",
    }
    "support" {
        CreditMonitoring "credit_monitoring" "credit monitoring",
        IdentityProtection "identity_protection" "identity protection",
        IdentityTheftInsurance "identity_theft_insurance" "identity theft insurance",
        IdentityRestoration "identity_restoration" "identity restoration",
        CallCenter "call_center" "call center" also "hotline",
        FinancialAssistance "financial_assistance" "financial assistance",
        ConsumerGuidance "consumer_guidance" "consumer guidance",
        Counseling "counseling" "counseling",
    }
    "remediation" {
        Mfa "mfa" "multi-factor authentication" also "two-factor, 2fa",
        EndpointDetection "endpoint_detection" "endpoint detection" also "edr",
        Encryption "encryption" "encryption",
        NetworkSegmentation "network_segmentation" "network segmentation",
        Patching "patching" "patching",
        AccessControls "access_controls" "access controls",
        SecurityMonitoring "security_monitoring" "security monitoring",
        SecurityHardening "security_hardening" "security hardening",
        PolicyReview "policy_review" "policy review",
        StaffTraining "staff_training" "staff training",
        VendorReview "vendor_review" "vendor review",
        VendorTerminated "vendor_terminated" "vendor terminated",
        DataMinimization "data_minimization" "data minimization",
        SystemReplaced "system_replaced" "system replaced",
        IndependentAudit "independent_audit" "independent audit",
        PhysicalSecurity "physical_security" "physical security",
        RiskAnalysis "risk_analysis" "risk analysis",
    }
    "legal" {
        CourtInjunction "court_injunction" "court injunction",
    }
    "extortion" {
        RansomPayment "ransom_payment" "ransom payment" also "ransom paid",
    }
    "discipline" {
        StaffSanctioned "staff_sanctioned" "staff sanctioned" also "fired, disciplined",
    }
}

vocabulary! {
    /// Whether a measure was taken.
    MeasureStatus "measure status"
    "" {
        Taken "taken" "taken",
        Offered "offered" "offered",
        Refused "refused" "refused",
    }
}

vocabulary! {
    /// What followed.
    ConsequenceKind "consequence"
    "private" {
        ClassAction "class_action" "class action",
        ClassSettlement "class_settlement" "class settlement",
        SuitDismissed "suit_dismissed" "suit dismissed",
    }
    "regulator" {
        OcrSettlement "ocr_settlement" "OCR settlement",
        OcrPenalty "ocr_penalty" "OCR penalty",
        StateSettlement "state_settlement" "state settlement",
        StateLawsuit "state_lawsuit" "state lawsuit",
        StatePenalty "state_penalty" "state penalty",
        FtcOrder "ftc_order" "FTC order",
        ForeignPenalty "foreign_penalty" "foreign penalty",
        RegulatorOrder "regulator_order" "regulator order",
        CongressionalInquiry "congressional_inquiry" "congressional inquiry",
        GovernmentInvestigation "government_investigation" "government investigation",
    }
    "criminal" {
        CriminalCharges "criminal_charges" "criminal charges",
        Conviction "conviction" "conviction",
    }
    "business" {
        Bankruptcy "bankruptcy" "bankruptcy",
        BusinessClosed "business_closed" "business closed",
        ServiceOutage "service_outage" "service outage",
        RecoveryCost "recovery_cost" "recovery cost",
        ReportedHarm "reported_harm" "reported harm",
    }
}

vocabulary! {
    /// What kind of sign of change it is.
    SignalKind "signal kind"
    "" {
        Signal "signal" "signal",
        Behavior "behavior" "behavior",
        Technology "technology" "technology",
        Issue "issue" "issue",
    }
}
