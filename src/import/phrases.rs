//! The phrases by which free text names data, measures and the state of a filing. Tables only; how
//! they are applied stands in `narrative.rs`, and their sentences in `tests/data/sentences.txt`.
//!
//! A phrase is a row of words, compared without case, accents and apostrophes, hyphens as blanks.
//! `word*` is any word that starts so; `..` is a gap of at most [`GAP`] words inside one sentence.
//! Phrases are parted by `|`. Of the phrases that begin at one word the longest counts.

use crate::model::vocabulary::{DataType, Measure};

/// Words that `..` may pass over.
pub const GAP: usize = 24;

/// Phrases for data. `None` takes words away that look like data and are not.
pub const DATA: &[(Option<DataType>, &str)] = {
    use DataType::*;
    &[
        (
            Some(Name),
            "names | names address | members name | persons name | individuals name | clients name | name of the intended | name of another | name of the patient | name of the member | full name | first name | last name | patient name | patients name | member name | individuals name | their name | name address* | name and address* | name date* | name and date* | name medical | name social | name phone | name telephone | name and medical | first and last name | surname* | last names | name insurance | name and social | name gender | name age | name mailing | name diagnos* | name home | name and diagnos* | name treatment | name patient",
        ),
        (
            None,
            "user names are | file names | file name | domain name* | business name* | company name* | brand name* | in the names of | name brand | drug names | names of drugs | facility name* | hospital name* | clinic name* | names of facilities | trade name* | under the name | changed its name",
        ),
        (
            Some(DateOfBirth),
            "date* of birth | birth date* | birthdate* | dob | dobs | birthday* | dates birth | month and year of birth | year of birth | birth year* | date* of births",
        ),
        (
            Some(Gender),
            "gender* | sex assigned | patient sex | age and sex | sex and age | age sex",
        ),
        (
            Some(Ssn),
            "social security | ssn | ssns | social security number* | social security card* | partial social security",
        ),
        (
            None,
            "social security administration | social security benefit* | social security disability | social security income | social security office*",
        ),
        (
            Some(TaxId),
            "tax identification | tax id* | taxpayer id* | taxpayer identification | employer identification number* | tax return* | tax information | w2 form* | w 2* | tax form*",
        ),
        (
            Some(NationalId),
            "state identification | state id | state ids | government issued identification | government identification | military identification number* | military id* | alien registration | government issued id* | state issued identification | identification card*",
        ),
        (
            Some(DriversLicense),
            "driver* license* | driver* licence* | drivers licen* | license number* | driver* identification | drivers and",
        ),
        (
            None,
            "medical license* | professional license* | license plate* | software license*",
        ),
        (Some(Passport), "passport*"),
        (
            Some(RaceEthnicity),
            "race | races | ethnicit* | race ethnicity",
        ),
        (None, "race against | ethnic food*"),
        (
            Some(Photo),
            "photo of patients | photos | photographs | photograph of | patient photo* | photo identification | facial image* | photo id*",
        ),
        (Some(Biometric), "biometric* | fingerprint* | retina scan*"),
        (Some(Signature), "signature | signatures"),
        (
            None,
            "virus signature* | malware signature* | electronic signature system",
        ),
        (
            Some(FamilyDetails),
            "mother* maiden name* | next of kin | emergency contact* | parent or guardian | guarantor name* | guarantor information | guarantor* | family information | names of parents | spouse name* | dependents names | parents names | names of family | parent name* | guardian name* | guardians names | relatives names | marital status* | dependent information",
        ),
        (
            Some(Demographics),
            "demographic* | demographic information | demographic data | age | ages",
        ),
        (
            Some(DateOfDeath),
            "date* of death | death date* | death certificate*",
        ),
        (
            Some(Address),
            "addresses | address information | home address* | mailing address* | street address* | postal address* | physical address* | residential address* | patient address* | names address | name address* | full address* | name and address* | address phone | address telephone | address date* | address and date* | address and phone | address social | address medical | zip code* | zip codes | home mailing address* | patients address*",
        ),
        (
            None,
            "web addresses | mac addresses | policy addresses | procedure addresses | plan addresses | which addresses | that addresses | email address list | wrong addresses | wrong address* | incorrect address* | incorrect addresses | outdated addresses | old addresses | previous address*",
        ),
        (
            Some(Email),
            "email addresses | email address | e mail address* | emails addresses | addresses and email*",
        ),
        (
            None,
            "incorrect email address* | wrong email address* | incorrect e mail address* | wrong e mail address* | unauthorized email address* | to an email address | employee* email address* | personal email address* | to his personal email address | to her personal email address | external email address* | unaffiliated email address*",
        ),
        (
            Some(Phone),
            "phone number* | telephone number* | phone and | telephone* | cell phone number* | home phone* | telephone and fax | contact number* | contact phone* | phone or | phone contact",
        ),
        (
            None,
            "by telephone | via telephone | telephone call* | telephone system* | by phone | over the telephone | telephone interview* | telephone line* | telephone hotline | toll free telephone* | telephone service* | telephone scam | telephone conversation* | telephone and email support | telephone notification",
        ),
        (
            Some(ContactDetails),
            "contact information | contact data | contact details",
        ),
        (
            None,
            "contact information for | provided contact information | media contact information",
        ),
        (
            Some(MedicalRecordNumber),
            "medical record number* | medical records number* | mrn | mrns | patient id number* | patient identification number* | patient number* | patient identifier* | patient id* | chart number* | medical record id* | client identification number* | patient identification | client id* | record number* | health record number* | medical identification number* | medical record and",
        ),
        (
            Some(MedicalRecord),
            "medical records of | patient records of | ces patient records | complete medical record* | entire medical record* | full medical record* | copies of medical records | electronic medical record* of | electronic medical records were | medical records were compromised | individuals medical records | access to patient records | patient records were | patient files | patients medical records | patient medical records | contained medical records | included medical records | containing medical records | containing the medical records | containing patient files | contained patient files | patient charts | dental records | medical charts | paper medical records | patient medical charts | patients medical files",
        ),
        (
            None,
            "electronic medical record* system* | electronic medical records | electronic medical record | electronic health record*",
        ),
        (
            Some(HealthInformation),
            "clinical information | clinical data | medical information | health information included | medical data | medical histor* | clinical histor* | vital signs | health histor* | medical and | clinical and | health data | general health information | health condition information | patient health information | limited health information | specific health information | private health information | personal health information | health related information | other health information | types of health information | clinical health information | clinical treatment and | clinical details",
        ),
        (
            None,
            "medical and dental | medical and surgical | clinical and administrative staff | medical and billing staff | clinical and support staff | clinical and non clinical | medical and mental health center",
        ),
        (
            Some(Diagnosis),
            "diagnos* | diagnosis code* | medical condition* | health condition* | diagnoses and conditions | diagnostic information | diagnostic code* | icd code* | icd 9* | icd 10* | hiv status | hiv test* | reasons for visit* | reason for visit* | health status | symptom* | conditions lab | disease status | medical problem* | covid 19 status | covid 19 diagnos* | chief complaint* | diagnostic data",
        ),
        (
            None,
            "diagnostic imaging | diagnostic center* | diagnostic laborator* | diagnostic testing | diagnostic equipment | diagnostic software | diagnostic tool* | diagnostic test result* | diagnostics",
        ),
        (
            Some(Treatment),
            "treatment information | treatment data | treatment* | treatments | treatment and | procedure information | procedure code* | procedure codes | medical procedure* | type of procedure* | types of procedures | surgical procedure* | surgical information | procedure type* | cpt code* | service codes | types of service* | type of service* | surgery information | care plan* | treatment plan* | immunization* | vaccination* | vaccine information | services received | services provided to | surgery type* | surgical histor* | procedures performed | service type* | dental treatment | plan of care | discharge summar* | therapies received",
        ),
        (
            None,
            "treatment center* | treatment facilit* | treatment program* | disparate treatment | waste treatment | treatment payment and health care operations | treatment payment or",
        ),
        (
            Some(Medications),
            "medication* | prescription* | prescriptions | drug name* | drug names | names of drugs | drug information | medicine* prescribed | names of medications | prescription drug* | dosage* | rx number*",
        ),
        (
            None,
            "prescription pads | prescription pad | prescription drug plan* | prescription benefit manager* | prescription drug program | medication cart* | medication room*",
        ),
        (
            Some(LabResults),
            "lab result* | laboratory result* | lab test* | laboratory test* | test result* | lab report* | laboratory report* | laboratory data | laboratory information | lab information | lab data | lab value* | pathology report* | pathology result* | diagnostic test result* | testing result* | lab and | laboratory and | blood type* | specimen information | test information | covid 19 test*",
        ),
        (
            None,
            "laboratory and diagnostic center | laboratory and research | penetration test result* | phishing test result*",
        ),
        (
            Some(MedicalImages),
            "x ray* | xray* | radiology image* | radiological image* | medical image* | diagnostic image* | ultrasound image* | mri image* | ct scan* | mri scan* | imaging result* | radiographic image* | radiology film* | mammogram* | dental image* | retinal image* | ultrasounds | patient images | images of patients | radiology report* | clinical image* | clinical photo*",
        ),
        (
            None,
            "x ray machine* | x ray equipment | x ray facilit* | x ray room",
        ),
        (
            Some(ClinicalNotes),
            "clinical note* | progress note* | treatment note* | therapy note* | physician* note* | doctor* note* | provider notes | visit notes | nursing note* | case note* | medical notes | counseling notes | session notes | surgical notes | chart notes | operative report* | patient notes",
        ),
        (
            Some(ProviderName),
            "provider name* | providers name* | provider* names | physician name* | physicians name* | physician* names | doctor name* | doctors name* | treating physician* | names of physicians | names of providers | provider information | referring physician* | name* of the physician* | name* of the provider* | name* of provider* | name* of physician* | physician information | primary care physician* | primary care provider* | primary physician* | attending physician* | attending provider* | treating provider* | name of doctor | rendering provider* | provider of service* | healthcare provider name* | caregiver name* | therapist name*",
        ),
        (
            None,
            "primary care provider practice | primary care physician group | primary care physicians practice",
        ),
        (
            Some(DatesOfService),
            "date* of service* | service date* | dates of treatment* | date of treatment | treatment date* | date* of visit* | visit date* | appointment date* | admission date* | discharge date* | dates of admission | date* of appointment* | appointment information | dates and types of service* | admission and discharge | dates of care | appointment time* | date* of admission* | date* of discharge* | date of procedure | dates of procedure* | surgery date* | date* of surgery | appointment dates | dates and times of | date and time of | encounter date* | procedure date* | dates of exam* | date of exam* | encounter information | dates services | visit information | scheduling information | appointment data | date* of test*",
        ),
        (
            Some(MentalHealth),
            "mental health information | mental health diagnos* | mental health record* | psychiatric information | psychotherapy note* | psychological report* | behavioral health information | mental health treatment | psychiatric record* | mental health condition* | psychological information | psychiatric evaluation* | mental health notes | mental health and",
        ),
        (
            None,
            "mental health and recovery | mental health and addiction services | mental health and substance abuse services | mental health and developmental",
        ),
        (
            Some(SubstanceUse),
            "substance abuse information | substance abuse treatment information | substance use information | substance abuse record* | drug and alcohol information | drug use | alcohol use | substance use disorder information | addiction information | drug test result* | drug screen* | tobacco use | smoking status",
        ),
        (
            Some(ReproductiveHealth),
            "pregnancy information | pregnancy status | fertility information | sexual health | sexually transmitted | pregnancy test* | reproductive health information",
        ),
        (
            Some(Genetic),
            "genetic information | genetic data | genetic test* | dna information | dna data | genetic results | family medical histor* | ancestry information",
        ),
        (
            Some(Disability),
            "disability information | disability status | disabilities information | disability code* | disability codes | disability claim*",
        ),
        (
            Some(MedicalDeviceData),
            "device serial number* | implant information | pacemaker data | medical device information | serial number* of implant*",
        ),
        (
            Some(InsuranceId),
            "health insurance number* | insurance identification number* | insurance id* | insurance identification | member id* | member identification | member number* | subscriber id* | subscriber number* | subscriber identification | insurance number* | health plan number* | health plan identification | health plan id* | beneficiary number* | plan beneficiary | beneficiary identification | policy number* | insurance policy number* | group number* | plan identification number* | insurance member* | health insurance identification | health insurance id* | insurance card* | health plan beneficiary | member identifier* | enrollee id* | insurance account number* | health plan member | plan member identification | insurance policy identification | health insurance beneficiary | health insurance card* | health insurance policy number* | health insurance claim number* | hicn | hicns | health insurance account | health insurance member | subscriber information",
        ),
        (
            Some(MedicareMedicaidId),
            "medicare number* | medicaid number* | medicare id* | medicaid id* | medicare identification | medicaid identification | medicare or medicaid | medicaid or medicare | medicare and medicaid number* | medicare beneficiary* | medicaid beneficiary* | medicare claim number* | medicare health insurance claim* | medicare and medicaid identification | medicaid client | medicare health insurance | medicaid recipient identification | medicaid recipient number* | medi cal number* | medi cal identification | medi cal id* | medicare account | medicaid member",
        ),
        (
            None,
            "medicare or medicaid program* | medicare beneficiary program | medicaid recipient* enrolled | medicare or medicaid services | medicare and medicaid services",
        ),
        (
            Some(InsurancePolicy),
            "health insurance | form 1095* | 1095 form* | 1095 b form* | 1095 c form* | insurance information | insurance data | insurance details | health insurance information | health insurance data | health plan information | insurance coverage | health insurance polic* | policy information | insurance provider* | insurance carrier* | insurance compan* information | insurance plan* | health plan name* | insurance name* | insurance and | coverage information | plan information | payer information | payor information | insurance polic* | health coverage | health benefit information | insurer information | insurer name* | benefit information | benefits information | medical insurance | health plan data | insurance status | insurance type* | insurers | health plan enrollment | plan name* | payer name*",
        ),
        (
            None,
            "health insurance plan sponsor | health insurance portability* | health insurance company | health insurance plan | health insurance issuer* | health insurance marketplace | health insurance exchange | health insurance broker | cyber insurance* | identity theft insurance | insurance reimbursement policy | insurance and financial services company | health insurance carrier , | cyber liability insurance | malpractice insurance*",
        ),
        (
            Some(Claims),
            "claims | claim information | claims information | claims data | claim number* | claims number* | claim form* | claims form* | claims and | explanation* of benefit* | eob | eobs | claims histor* | medical claim* | health claim* | insurance claim* | claim data | claim* payment information",
        ),
        (
            None,
            "claims processor | claims processing vendor | claims processing service* | claims processing company | claims administrator | claims management | claims that | claims processing system* | pharmacy claims processor | claims clearinghouse | claims processing",
        ),
        (
            Some(Authorization),
            "prior authorization* | authorization number* | authorization information | referral information | referral number* | authorization form* | authorization request* | referral forms | authorization letters",
        ),
        (
            Some(Eligibility),
            "eligibility information | eligibility data | eligibility date* | enrollment information | enrollment data | enrollment date* | enrollment form* | eligibility status | benefit eligibility | eligibility file* | enrollment status | enrollment application*",
        ),
        (
            Some(FinancialInformation),
            "financial information | financial data | financial account* | financial and | financial details | financial record* | credit information | credit report information | account information | financial",
        ),
        (
            None,
            "financial incentive* | financial advisor | financial officer | financial aid office | financial gain | financial audit* | financial settlement | chief financial | financial services | financial institution* | financial institutions were | email account information | financial assistance | financial harm | financial crimes | financial counsel* | financial loss* | financial director | financial hardship | financial management | financial penalt* | financial fraud | financial risk | financial transaction fraud",
        ),
        (
            Some(PatientAccountNumber),
            "patient account number* | patient account* | account number* | account numbers | patient accounts | hospital account number* | medical account number*",
        ),
        (
            None,
            "bank account numbers | patient account representative* | patient accounts department | patient account services | patient accounts office",
        ),
        (
            Some(BankAccount),
            "bank account* | banking information | bank information | checking account* | routing number* | financial account number* | bank routing | check information | direct deposit | bank data | bank name* | checking accounts | copies of checks | bank statement* | banking data | bank details | bank card* | bank numbers",
        ),
        (
            Some(PaymentCard),
            "credit card* | debit card* | payment card* | card number* | credit debit card* | credit and debit card* | credit or debit card* | credit card number*",
        ),
        (
            None,
            "fraudulent credit cards | credit card fraud | open credit cards | credit cards in",
        ),
        (
            Some(Billing),
            "billing information | billing record* | billing data | billing statement* | billing code* | billing codes | charge information | invoice* | billing invoice* | billing histor* | medical bills | account balance* | balance owed | amount* owed | balance* due | billing and | charges | patient statement* | billing details | bills | amounts due | billing claim* | billing document* | cost of service* | amount due | charge amount* | billed amount* | billing account* | billing amount* | copay* | outstanding balance* | patient balance*",
        ),
        (
            None,
            "billing and collection* | billing and coding | billing and scheduling | billing and practice | billing and medical records service* | billing and claims processing | billing and administrative | billing and information technology | criminal charges | charges against | charges were | billing record* system* | billing and payment processor | medical billing and | filed charges | billing and accounts | billing and management | billing and revenue | billing and consulting | facing charges | felony charges | federal charges | pressed charges | press charges | pending charges | charges of | charges for",
        ),
        (
            Some(Income),
            "income information | household income | salary information | salar* | wage* information | income | payroll information | income data",
        ),
        (
            None,
            "low income | income tax fraud | income tax returns filed | fraudulent income | moderate income | income housing | income families",
        ),
        (
            Some(PaymentHistory),
            "payment information | payment data | payment histor* | payment amount* | payments made | payment record* | payment details | payment status | payment type*",
        ),
        (
            None,
            "payment information services | payment processor | payment vendor | payment data security",
        ),
        (
            Some(Username),
            "username* | user names | user name | user id* | login information | login credential* | log in credentials | account usernames | login id* | online account* credentials",
        ),
        (
            Some(Password),
            "passwords | account passwords | password and | passwords and | login credential* | log in credentials | usernames and passwords",
        ),
        (
            None,
            "stolen passwords | stronger passwords | strong passwords | strong password* | password and encryption | password and security | all passwords | reset passwords | changed passwords | password and access | complex passwords | new passwords | default passwords | password and authentication | employee passwords | passwords were changed | passwords were reset | weak passwords | user passwords | passwords for | staff passwords | password and account | password and multi* | sharing passwords | passwords to | email passwords | bios passwords | network passwords",
        ),
        (
            Some(SecurityQuestions),
            "security question* | security questions and answers",
        ),
        (Some(IpAddress), "ip address* | internet protocol address*"),
        (
            None,
            "ip address of the | suspicious ip address* | foreign ip address* | unknown ip address* | ip addresses outside | an ip address | block* ip address* | malicious ip address*",
        ),
        (
            Some(Employer),
            "employer name* | employer information | employers names | place of employment | name* of employer* | employment information | employment status | occupation* | employer data",
        ),
        (
            None,
            "employer sponsored | employment information systems | occupational",
        ),
        (
            Some(EmployeeRecords),
            "employee records | personnel file* | personnel record* | employment records | human resource* file* | human resources data | employee files",
        ),
        (
            Some(Messages),
            "secure messages | text messages containing | patient messages | message contents | patient communications | patient correspondence | portal messages",
        ),
        (
            Some(CallRecordings),
            "call recording* | recorded calls | voicemail* messages | audio recording* of | recorded phone calls | recordings of calls | voice recordings",
        ),
    ]
};

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

/// Phrases for the state of the filing itself.
pub const STATUSES: &[(&str, &str)] = &[
    (
        "duplicate",
        "duplicate case | case is a duplicate | duplicate of a previous | is duplicative | duplicate report | duplicate breach report | duplicate filing | was a duplicate | duplicate submission | case is duplicative | is a duplicate | report is a duplicate | duplicate entry",
    ),
    (
        "filed in error",
        "filed in error | submitted in error | reported in error | breach report in error | report was made in error | filing .. made in error | erroneously filed | erroneously reported the | mistakenly filed | report in error",
    ),
    (
        "consolidated",
        "case .. consolidated | review .. consolidated | breach .. consolidated | consolidated into | consolidated with | consolidated this | consolidate the matter | will be consolidated | investigation .. consolidated | consolidated the",
    ),
    (
        "not a covered entity",
        "not a covered entity | no longer a covered entity | not a hipaa covered entity | not covered by hipaa | definition of a covered entity | not covered entities | no longer a ce | not a ce | not a covered entity or business associate | not subject to hipaa | not subject to the hipaa",
    ),
    (
        "no breach",
        "no breach occurred | no breach of .. occurred | breach did not occur | breach had not occurred | not a valid breach | did not involve a breach | did not amount to a breach | definition of a breach | not a breach | no violation of the hipaa | no reportable breach | not a reportable breach | was not a breach | did not constitute a breach | definition of protected health information | no phi was impacted | information did not occur | does not constitute a breach",
    ),
];

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
        class::ATTACKER,
        "ransomware malware virus trojan hacker hackers attacker attackers attack attacks cyberattack \
        intruder intruders criminal criminals cybercriminal cybercriminals",
    ),
];

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
