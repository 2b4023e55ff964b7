//! What a person does with the messages of `check`: hears them read, has them mended, asks what a code means.

use super::{WRONG, folder, klausel, seen};
use std::fs;

#[test]
fn messages_can_be_read_aloud() {
    let folder = folder("plain");
    let text = WRONG.replace("98,5 im", "98,5 % im").replace("Betrib", "Betrieb");
    let noted = text.replace("Europe/Berln", "Europe/Berlin").replace("8:00 bis", "8:01 bis");
    fs::write(folder.join("vertrag.klausel.md"), WRONG).unwrap();
    fs::write(folder.join("zeiten.klausel.md"), noted).unwrap();
    insta::assert_snapshot!(seen(&folder, &["check", "vertrag.klausel.md", "zeiten.klausel.md", "--format", "plain"]));
}

#[test]
fn what_can_only_have_been_meant_one_way_is_mended_and_the_rest_is_said() {
    let folder = folder("mended");
    let wrong = WRONG.replace("## 1 Servicezeit", "##1 Servizezeit").replace("- Betrieben", "Betrieben");
    fs::write(folder.join("vertrag.klausel.md"), wrong).unwrap();
    let shown = seen(&folder, &["check", "vertrag.klausel.md", "--fix"]);
    let left = fs::read_to_string(folder.join("vertrag.klausel.md")).unwrap();
    insta::assert_snapshot!(format!("{shown}\n--- vertrag.klausel.md\n{left}"));
    // A second time nothing is left to mend, and the file is not written again.
    let again = seen(&folder, &["check", "vertrag.klausel.md", "--fix"]);
    assert!(!again.contains("mended"), "{again}");
}

#[test]
fn a_code_is_explained_in_either_language() {
    let folder = folder("explain");
    insta::assert_snapshot!(seen(&folder, &["explain", "K511"]) + &seen(&folder, &["explain", "k511", "--lang", "de"]));
    assert_eq!(klausel(&folder, &["explain", "K999"]).status.code(), Some(2));
    let told = seen(&folder, &["explain", "K999", "--lang", "de"]);
    assert!(told.contains("Fehler: eine Meldung mit der Kennung „K999“ gibt es nicht\n  = Kennungen"), "{told}");
}

#[test]
fn a_supplier_s_contract_is_held_beside_ours() {
    let folder = folder("beside");
    let point = "\n## 3 Übergabepunkt: Router\n\n- Seite des Auftragnehmers: Telefonanlage\n";
    let contract = |name: &str, target: &str| {
        let text = WRONG.replace("Europe/Berln", "Europe/Berlin").replace("Betrib", "Betrieb");
        let text = text.replace("98,5 im", &format!("{target} % im")).replace("Probe", name);
        text.replace("- Verfügbarkeit", "- Übergeben am Übergabepunkt Router\n- Verfügbarkeit") + point
    };
    fs::write(folder.join("unser.klausel.md"), contract("Telefonie", "99,9")).unwrap();
    fs::write(folder.join("seiner.klausel.md"), contract("Zulieferung", "99")).unwrap();
    insta::assert_snapshot!(seen(&folder, &["check", "unser.klausel.md", "--beside", "seiner.klausel.md"]));
}
