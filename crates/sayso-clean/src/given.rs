//! What the caller knows of a report.

/// What is known of a report besides its bytes.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Its address.
    pub url: Option<String>,
    /// Its day of publication, ISO 8601.
    pub published: Option<String>,
}
