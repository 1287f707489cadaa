//! The little HTML that descriptions in lists hold, as text and links. It must not know which list.

use super::cells::one_line;

/// Text without its marks, and every link with the text on it.
#[must_use]
pub fn to_text(html: &str) -> (String, Vec<(String, String)>) {
    let mut text = String::with_capacity(html.len());
    let mut links = Vec::new();
    let mut open: Option<(String, usize)> = None;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        unescape(before, &mut text);
        let next = from.chars().nth(1);
        // `a < b` is no mark: one starts with a letter, `/` or `!`.
        let is_mark = next.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        let Some(end) = from.find('>').filter(|_| is_mark) else {
            text.push('<');
            rest = from.get(1..).unwrap_or_default();
            continue;
        };
        let mark = from.get(1..end).unwrap_or_default();
        let lower = mark.to_ascii_lowercase();
        if lower.starts_with("a ") || lower.starts_with("a\n") {
            open = attribute(mark, "href").map(|url| (url, text.len()));
        } else if lower == "/a" {
            if let Some((url, start)) = open.take() {
                links.push((one_line(text.get(start..).unwrap_or_default()), url));
            }
        } else if ["br", "p", "/p", "li", "/li", "div", "/div"]
            .iter()
            .any(|m| lower.trim_end_matches('/').trim() == *m)
        {
            text.push('\n');
        }
        rest = from.get(end + 1..).unwrap_or_default();
    }
    unescape(rest, &mut text);
    (one_line(&text), links)
}

fn attribute(mark: &str, name: &str) -> Option<String> {
    let lower = mark.to_ascii_lowercase();
    let at = lower.find(&format!("{name}="))? + name.len() + 1;
    let value = mark.get(at..)?;
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next()?,
        _ => value.split_whitespace().next()?,
    };
    let mut out = String::new();
    unescape(value, &mut out);
    Some(out)
}

/// The named characters that occur in such texts.
const NAMED: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("rsquo", "’"),
    ("lsquo", "‘"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("eacute", "é"),
    ("pound", "£"),
    ("euro", "€"),
];

fn unescape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let name = from
            .get(1..)
            .and_then(|f| f.split_once(';'))
            .map(|(n, _)| n);
        let found = name.filter(|n| n.len() <= 8).and_then(|n| {
            let code = n
                .strip_prefix("#x")
                .or_else(|| n.strip_prefix("#X"))
                .and_then(|h| u32::from_str_radix(h, 16).ok())
                .or_else(|| n.strip_prefix('#').and_then(|d| d.parse().ok()));
            let sign = match code {
                Some(code) => char::from_u32(code).map(String::from),
                None => NAMED
                    .iter()
                    .find(|(k, _)| *k == n)
                    .map(|(_, s)| (*s).to_owned()),
            };
            sign.map(|s| (s, n.len() + 2))
        });
        match found {
            Some((sign, taken)) => {
                out.push_str(&sign);
                rest = from.get(taken..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_links_stay() {
        let (text, links) = to_text(
            "In May, <a href=\"https://example.org/?a=1&amp;b=2\" target=\"_blank\">the <b>clinic</b></a> lost &lt;5 &amp; more; 3 < 4 &unknown; &#8217;<br/>End",
        );
        assert_eq!(
            text,
            "In May, the clinic lost <5 & more; 3 < 4 &unknown; ’ End"
        );
        assert_eq!(
            links,
            [(
                "the clinic".to_owned(),
                "https://example.org/?a=1&b=2".to_owned()
            )]
        );
        for broken in [
            "<a href=",
            "<",
            "a <b",
            "&",
            "&#xFFFFFFFF;",
            "</a>",
            "<a href='x",
        ] {
            let _ = to_text(broken);
        }
    }
}
