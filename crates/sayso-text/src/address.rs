//! Takes a web address apart: host, path, country.
//!
//! Addresses come from pages and from people, so they are taken as they are written. Nothing is
//! decoded, and a missing part is not an error.

/// The parts of a web address.
///
/// ```
/// use sayso_text::address::Address;
/// let address = Address::new("https://tarnherald.example.au:8080/news/pier?page=2#top");
/// assert_eq!(address.host(), Some("tarnherald.example.au"));
/// assert_eq!(address.path(), "/news/pier");
/// assert_eq!(address.top_level(), Some("au"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address<'u> {
    has_scheme: bool,
    /// The part before the path, with user and port.
    authority: &'u str,
    path: &'u str,
    host_and_path: &'u str,
}

impl<'u> Address<'u> {
    /// The parts of this address.
    pub fn new(url: &'u str) -> Address<'u> {
        let (has_scheme, rest) = match url.split_once("://") {
            Some((_, rest)) => (true, rest),
            None => (false, url),
        };
        let end = rest.find(['?', '#']).unwrap_or(rest.len());
        let host_and_path = &rest[..end];
        let slash = host_and_path.find('/').unwrap_or(end);
        let (authority, path) = host_and_path.split_at(slash);
        Address {
            has_scheme,
            authority,
            path,
            host_and_path,
        }
    }

    /// The host without user and port; `None` if the address has no scheme, because then the first
    /// part may be a path.
    pub fn host(self) -> Option<&'u str> {
        let (_, host) = self
            .authority
            .rsplit_once('@')
            .unwrap_or(("", self.authority));
        let host = host.split(':').next().unwrap_or(host);
        (self.has_scheme && !host.is_empty()).then_some(host)
    }

    /// The path from its first slash, without query and fragment; "/" if there is none.
    pub fn path(self) -> &'u str {
        if self.path.is_empty() { "/" } else { self.path }
    }

    /// The address without scheme, query and fragment.
    pub fn host_and_path(self) -> &'u str {
        self.host_and_path
    }

    /// The last label of the host: "au" of "tarnherald.example.au".
    pub fn top_level(self) -> Option<&'u str> {
        self.host()?.rsplit('.').next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(url: &str) -> (Option<&str>, &str, Option<&str>) {
        let address = Address::new(url);
        (address.host(), address.path(), address.top_level())
    }

    #[test]
    fn hosts_end_at_path_query_fragment_and_port() {
        for rest in [
            "",
            "/",
            "/news",
            "?page=2",
            "#top",
            ":8080",
            ":8080/news#top",
        ] {
            let url = format!("https://tarnherald.example.au{rest}");
            let address = Address::new(&url);
            assert_eq!(address.host(), Some("tarnherald.example.au"), "{url}");
            assert_eq!(address.top_level(), Some("au"), "{url}");
        }
    }

    #[test]
    fn missing_parts_are_no_errors() {
        assert_eq!(parts(""), (None, "/", None));
        assert_eq!(parts("file:///tmp/a"), (None, "/tmp/a", None));
        assert_eq!(parts("velm.example/a?b/c"), (None, "/a", None));
        assert_eq!(
            parts("http://ada:key@velm.example.nz?x=/a"),
            (Some("velm.example.nz"), "/", Some("nz"))
        );
    }

    #[test]
    fn queries_and_fragments_are_left_out() {
        let address = Address::new("https://velm.example/2024/03/pier?day=2023-01-01#a");
        assert_eq!(address.host_and_path(), "velm.example/2024/03/pier");
        assert_eq!(address.path(), "/2024/03/pier");
    }
}
