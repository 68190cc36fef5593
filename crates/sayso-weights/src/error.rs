//! Why weights were refused.

/// Why the bytes of a weights file were refused. All kinds of weights have the same reasons.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WeightsError {
    /// The bytes do not begin like a file of this kind.
    #[error("this is not a sayso weights file of the expected kind")]
    OtherKind,
    /// The file was made for another version of the program.
    #[error("this weights file has format {found}, but the program reads format {expected}")]
    Format {
        /// The format of the file.
        found: u32,
        /// The format that the program reads.
        expected: u32,
    },
    /// The file ends too early, its checksum does not fit, or its parts do not fit each other.
    #[error("this weights file is damaged: {0}")]
    Damaged(&'static str),
    /// The weights were made to be used together with other weights than these, or with none.
    #[error("these weights do not go together")]
    NotTogether,
}
