//! The address of a report without what differs between captures of one page.

/// What stands before the name of a host and changes nothing: the forms for computers, telephones and quick loading.
const HOSTS: [&str; 6] = ["www.", "www2.", "m.", "mobile.", "amp.", "touch."];

/// Parts of a path that only name a form of the page.
const FORMS: [&str; 3] = ["amp", "mobile", "m"];

/// Endings of the last part of a path that only name a form of the page.
const FORM_ENDINGS: [(&str, &str); 3] =
    [(".amp.html", ".html"), (".amp", ""), ("-amp.html", ".html")];

/// Last parts of a path that mean the folder that they are in.
const FOLDER_FILES: [&str; 6] = [
    "index.html",
    "index.htm",
    "index.shtml",
    "index.php",
    "default.aspx",
    "default.asp",
];

/// Where copies of pages for quick loading are kept. The address of the page follows in the path.
const CACHES: [(&str, &[&str]); 3] = [
    ("cdn.ampproject.org", &["/c/s/", "/c/", "/v/s/", "/v/"]),
    ("google.com", &["/amp/s/", "/amp/"]),
    ("bing-amp.com", &["/c/s/", "/c/"]),
];

/// Beginnings of the names of what says how a reader came to a page.
const TRACKING_BEGINNINGS: [&str; 9] = [
    "utm_", "at_", "ns_", "mc_", "hsa_", "pk_", "mtm_", "fb_", "_hs",
];

/// Names of what says how a reader came to a page, or in which form it is shown.
const TRACKING: [&str; 47] = [
    "amp",
    "campaign",
    "cid",
    "cmp",
    "cmpid",
    "cn-track",
    "dclid",
    "dicbo",
    "ex_cid",
    "fbclid",
    "feature",
    "fr",
    "ftag",
    "gaa_at",
    "gbraid",
    "gclid",
    "gclsrc",
    "guccounter",
    "icid",
    "igsh",
    "igshid",
    "intcid",
    "intcmp",
    "ito",
    "leadsource",
    "mbid",
    "mod",
    "msclkid",
    "ncid",
    "ocid",
    "outputtype",
    "partner",
    "ref",
    "ref_src",
    "referrer",
    "rss",
    "s_cid",
    "share",
    "smid",
    "smtyp",
    "soc_src",
    "spm",
    "srnd",
    "taid",
    "wbraid",
    "xtor",
    "yclid",
];

/// The address without scheme, `www`, trailing slash, fragment, what says how a reader came to it, and what only names
/// the form for telephones or for quick loading. None for the front page of a site, which is no report's address, and for
/// words that are no address.
///
/// ```
/// use sayso::versions::address_key;
/// let plain = address_key("https://tarnpost.example/2024/ferry");
/// assert_eq!(plain.as_deref(), Some("tarnpost.example/2024/ferry"));
/// assert_eq!(address_key("http://www.tarnpost.example/2024/ferry/?utm_source=mail#top"), plain);
/// assert_eq!(address_key("https://amp.tarnpost.example/2024/ferry/amp/"), plain);
/// assert_ne!(address_key("https://tarnpost.example/2024/ferry?page=2"), plain);
/// assert_eq!(address_key("https://tarnpost.example/"), None);
/// ```
pub fn address_key(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = address.split_once("://").unwrap_or(("https", address));
    let is_page = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    if !is_page || rest.contains(char::is_whitespace) {
        return None;
    }
    let rest = rest.split('#').next().unwrap_or(rest);
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = match place.find('/') {
        Some(slash) => place.split_at(slash),
        None => (place, ""),
    };
    let host = host_key(host)?;
    if let Some(cached) = in_cache(&host, path) {
        return address_key(cached);
    }
    let path = path_key(path);
    let query = query_key(query);
    let is_front_page = path.is_empty() && query.is_empty();
    (!is_front_page).then(|| format!("{host}{path}{query}"))
}

/// The host in small letters, without user, usual port and forms.
fn host_key(host: &str) -> Option<String> {
    let host = host.rsplit('@').next().unwrap_or(host).to_ascii_lowercase();
    let bare = host
        .strip_suffix(":80")
        .or_else(|| host.strip_suffix(":443"));
    let mut host = bare.unwrap_or(&host).trim_end_matches('.');
    let is_name = |host: &str| host.contains('.') && !host.starts_with('.');
    while let Some(rest) = HOSTS.iter().find_map(|form| host.strip_prefix(form)) {
        if !is_name(rest) {
            break;
        }
        host = rest;
    }
    is_name(host).then(|| host.to_string())
}

/// The address of the page of which a cache has a copy.
fn in_cache<'a>(host: &str, path: &'a str) -> Option<&'a str> {
    let is_in = |cache: &str| host == cache || host.ends_with(&format!(".{cache}"));
    let (_, beginnings) = CACHES.iter().find(|(cache, _)| is_in(cache))?;
    beginnings.iter().find_map(|begin| path.strip_prefix(begin))
}

/// The path without parts that only name a form. Its letters are kept, because servers tell small from capital ones.
fn path_key(path: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let is_form = |part: &&str| FORMS.iter().any(|form| part.eq_ignore_ascii_case(form));
    if parts.last().is_some_and(is_form) {
        parts.pop();
    }
    if parts.len() > 1 && parts.first().is_some_and(is_form) {
        parts.remove(0);
    }
    let is_folder = |part: &&str| FOLDER_FILES.contains(&&*part.to_ascii_lowercase());
    if parts.last().is_some_and(is_folder) {
        parts.pop();
    }
    let mut key = String::new();
    for part in parts {
        key.push('/');
        key.push_str(part);
    }
    for (ending, instead) in FORM_ENDINGS {
        if let Some(before) = key.strip_suffix(ending) {
            return format!("{before}{instead}");
        }
    }
    key
}

/// What a query says about which page it is, in one order.
fn query_key(query: &str) -> String {
    let mut said: Vec<&str> = query
        .split(['&', ';'])
        .filter(|one| {
            let name = one.split('=').next().unwrap_or(one).to_ascii_lowercase();
            let is_tracking = TRACKING.contains(&&*name)
                || TRACKING_BEGINNINGS
                    .iter()
                    .any(|begin| name.starts_with(begin));
            !one.is_empty() && !is_tracking && !is_form_of_output(one)
        })
        .collect();
    said.sort_unstable();
    if said.is_empty() {
        String::new()
    } else {
        format!("?{}", said.join("&"))
    }
}

/// "output=amp", "view=mobile".
fn is_form_of_output(one: &str) -> bool {
    one.split_once('=').is_some_and(|(name, value)| {
        let is_form = FORMS.iter().any(|form| value.eq_ignore_ascii_case(form));
        is_form && ["output", "view", "type", "format"].contains(&name)
    })
}

#[cfg(test)]
mod tests {
    use super::address_key;

    #[test]
    fn one_page_has_one_key() {
        let page = "tarnpost.example/2024/03/ferry-Sinks";
        for address in [
            "https://tarnpost.example/2024/03/ferry-Sinks",
            "tarnpost.example/2024/03/ferry-Sinks",
            "HTTP://WWW.TarnPost.example:80/2024/03/ferry-Sinks/",
            "https://m.tarnpost.example/2024/03/ferry-Sinks#comments",
            "https://www.tarnpost.example/amp/2024/03/ferry-Sinks",
            "https://www.tarnpost.example/2024/03/ferry-Sinks.amp",
            "https://www.tarnpost.example//2024/03/ferry-Sinks/index.html",
            "https://tarnpost.example/2024/03/ferry-Sinks?outputType=amp&fbclid=IwAR0",
            "https://tarnpost-example.cdn.ampproject.org/c/s/www.tarnpost.example/2024/03/ferry-Sinks/amp",
            "https://www.google.com/amp/s/www.tarnpost.example/2024/03/ferry-Sinks",
        ] {
            assert_eq!(address_key(address).as_deref(), Some(page), "{address}");
        }
    }

    #[test]
    fn what_names_another_page_stays() {
        let key = |address| address_key(address).unwrap_or_default();
        assert_eq!(
            key("https://a.example/story?id=7&utm_medium=x&page=2"),
            "a.example/story?id=7&page=2"
        );
        assert_eq!(key("https://a.example/?p=12"), "a.example?p=12");
        assert_eq!(key("https://mpost.example/m/"), "");
        for (one, other) in [
            (
                "https://a.example/story?id=7",
                "https://a.example/story?id=8",
            ),
            ("https://a.example/Story", "https://a.example/story"),
            ("https://news.a.example/story", "https://a.example/story"),
            ("https://a.example/x/camp", "https://a.example/x"),
        ] {
            assert_ne!(key(one), key(other));
        }
    }

    #[test]
    fn a_front_page_is_no_report() {
        for address in [
            "https://m.example",
            "https://a.example/index.html",
            "mailto:a@b.example",
            "",
            "ferry sinks",
        ] {
            assert_eq!(address_key(address), None, "{address}");
        }
    }
}
