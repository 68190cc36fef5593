//! What the caller knows of a report.

/// What is known of a report besides its bytes.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Its address.
    pub url: Option<String>,
    /// The encoding that was declared beside its bytes, as HTTP headers do: a label of the WHATWG's
    /// Encoding Standard.
    pub charset: Option<String>,
    /// Its day of publication, ISO 8601.
    pub published: Option<String>,
}
