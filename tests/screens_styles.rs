//! How the screens are coloured: every one at three sizes, in colour and mono, as a layer of styles. The
//! texts are pinned by the screens' own tests.
#![allow(clippy::unwrap_used)]

#[path = "common/screen.rs"]
mod screen;

use screen::Screen;

#[test]
fn every_screen_in_colour_and_mono_at_three_sizes() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("snapshots/styles");
    let _bound = settings.bind_to_scope();
    for (name, keys) in [
        ("browse", ""),
        ("timeline", "2"),
        ("exposure", "3"),
        ("compare", "space space space 4"),
        ("insights", "5"),
        ("signals", "6"),
    ] {
        for (w, h) in [(80, 24), (120, 40), (200, 60)] {
            for (theme, mut screen) in [
                (
                    "dark",
                    Screen::new(w, h, "data:ssn affected:>1M sort:-affected"),
                ),
                (
                    "mono",
                    Screen::mono(w, h, "data:ssn affected:>1M sort:-affected"),
                ),
            ] {
                screen.keys(keys);
                assert_eq!(screen.is_colourless(), theme == "mono");
                insta::assert_snapshot!(format!("{name}_{w}x{h}_{theme}"), screen.styles());
            }
        }
    }
}
