//! What a text says of data, measures and methods, in short: as few numbers, so that texts that say the same are one.
//! It must not know how a text is read.

use super::narrative::Tags;
use crate::model::{
    Vocabulary,
    vocabulary::{DataType, Measure, Method},
};

/// The lower half of a number.
const LOWER: u64 = 0xFFFF_FFFF;

/// What a text says of data, measures and methods, as numbers: the same for texts that say the same of these.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Gist {
    data: u64,
    measures: u64,
    /// Months of credit monitoring, and of identity protection in the upper half; 0 where none are given.
    months: u64,
    methods: u64,
}

impl Gist {
    /// Whether the text names a data type.
    #[must_use]
    pub fn has_data(self, data: DataType) -> bool {
        self.data & data.bit() != 0
    }

    /// The text names a data type.
    pub fn add_data(&mut self, data: DataType) {
        self.data |= data.bit();
    }

    /// Whether the text names a measure.
    #[must_use]
    pub fn has_measure(self, measure: Measure) -> bool {
        self.measures & measure.bit() != 0
    }

    /// The text names a measure, and for how many months it is offered.
    pub fn add_measure(&mut self, measure: Measure, months: Option<u32>) {
        self.measures |= measure.bit();
        let months = u64::from(months.unwrap_or_default());
        self.months |= match measure {
            Measure::CreditMonitoring => months,
            _ => months << 32,
        };
    }

    /// Whether the text names a method.
    #[must_use]
    pub fn has_method(self, method: Method) -> bool {
        self.methods & method.bit() != 0
    }

    /// The text names a method.
    pub fn add_method(&mut self, method: Method) {
        self.methods |= method.bit();
    }

    /// The same without methods, and these as bits.
    #[must_use]
    pub fn parted(self) -> (Self, u64) {
        (Self { methods: 0, ..self }, self.methods)
    }

    /// Takes in what follows in the same text. Of a measure that was named before nothing new is told.
    pub fn go_on(&mut self, next: Self) {
        let of = |measure: Measure, half: u64| {
            let is_new = next.measures & !self.measures & measure.bit() != 0;
            if is_new { half } else { 0 }
        };
        self.months |= next.months & of(Measure::CreditMonitoring, LOWER)
            | next.months & of(Measure::IdentityProtection, !LOWER);
        self.data |= next.data;
        self.measures |= next.measures;
        self.methods |= next.methods;
    }

    /// The same as tags, without words and states of the filing.
    #[must_use]
    pub fn tags(self) -> Tags<'static> {
        let months = |measure: Measure| {
            let months = match measure {
                Measure::CreditMonitoring => self.months & LOWER,
                Measure::IdentityProtection => self.months >> 32,
                _ => 0,
            };
            u32::try_from(months).ok().filter(|n| *n > 0)
        };
        let data = DataType::ALL.iter().filter(|d| self.data & d.bit() != 0);
        let measures = Measure::ALL.iter();
        let measures = measures.filter(|m| self.measures & m.bit() != 0);
        let methods = Method::ALL.iter().filter(|m| self.methods & m.bit() != 0);
        Tags {
            data: data.map(|d| (*d, "")).collect(),
            measures: measures.map(|m| (*m, "", months(*m))).collect(),
            methods: methods.map(|m| (*m, "")).collect(),
            statuses: Vec::new(),
        }
    }
}
