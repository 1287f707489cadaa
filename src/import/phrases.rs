//! The phrases by which free text names data and the state of a filing. Tables only; how
//! they are applied stands in `narrative.rs`, and their sentences in `tests/data/sentences.txt`.
//!
//! A phrase is a row of words, compared without case, accents and apostrophes, hyphens as blanks.
//! `word*` is any word that starts so; `..` is a gap of at most [`GAP`] words inside one sentence.
//! Phrases are parted by `|`. Of the phrases that begin at one word the longest counts.

use crate::model::vocabulary::DataType;

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
