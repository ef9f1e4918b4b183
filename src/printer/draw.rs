//! From words to a picture and bytes: the whole way of a ticket before it is sent.

use super::bitmap::Bitmap;
use super::layout::Head;
use super::raster::Rasterizer;
use super::text::Typesetter;
use super::ticket::TicketPaper;
use super::{design, encode};

/// Draws papers. Costly to make, cheap to use: keep one.
pub struct Painter {
    head: Head,
    cut: bool,
    typesetter: Typesetter,
    rasterizer: Rasterizer,
}

/// A paper ready to be sent.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// What it looks like.
    pub picture: Bitmap,
    /// ESC/POS, from reset to cut.
    pub bytes: Vec<u8>,
    /// Characters that no font has; they were left out.
    pub missing: Vec<char>,
}

impl Painter {
    /// For a printer's head; `cut`: it has a cutter.
    pub fn new(head: Head, cut: bool) -> Self {
        Self { head, cut, typesetter: Typesetter::new(), rasterizer: Rasterizer::new() }
    }

    /// Draws a ticket. A character that no font has is left out rather than the ticket refused: somebody waits for it.
    ///
    /// # Errors
    /// See [`encode::paper`].
    pub fn ticket(&mut self, paper: &TicketPaper) -> anyhow::Result<Drawn> {
        let page = design::ticket(paper, self.head, &mut self.typesetter);
        if !page.missing.is_empty() {
            tracing::error!(characters = ?page.missing, "no font has these characters; they are not on the paper");
        }
        let picture = self.rasterizer.draw(&page);
        let bytes = encode::paper(&picture, self.head, self.cut)?;
        Ok(Drawn { picture, bytes, missing: page.missing })
    }

    /// What mends the way after a job broke off; see [`encode::mending`].
    pub fn mending(&self) -> Vec<u8> {
        encode::mending(self.head, self.cut)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::printer::ticket::{Checklist, Code, Item, Timetable};

    #[test]
    fn scratch() {
        let it = TicketPaper {
            fonts: vec!["Titillium Web".into(), "Noto Sans".into()],
            rtl: false,
            office: "Sportello Immigrazione".into(),
            body: "Comune di Montechiaro".into(),
            copy: None,
            caption: "Il tuo numero".into(),
            number: "A042".into(),
            service: "Permessi di soggiorno".into(),
            staff: None,
            ahead: "3 persone prima di te".into(),
            wait: "Attendi il tuo numero sul tabellone".into(),
            issued: "21 novembre 2026, ore 14:05".into(),
            bring: Some(Checklist {
                title: "Porta questi documenti".into(),
                items: [
                    "Passaporto",
                    "Copia del passaporto (pagine con timbri)",
                    "Permesso di soggiorno scaduto",
                    "Kit postale",
                    "Marca da bollo da 16,00 €",
                ]
                .iter()
                .map(|t| Item { text: (*t).into(), note: (t.len() == 11).then(|| "originale e copia".into()) })
                .collect(),
            }),
            code: Some(Code {
                caption: "Inquadra il codice con il telefono: numero e documenti da portare, senza internet".into(),
                lines: (0..12).map(|i| format!("- Permesso di soggiorno {i}")).collect(),
            }),
            hours: Some(Timetable {
                title: "Orari di apertura".into(),
                rows: vec![
                    ("lun–gio".into(), "09:00–13:00 · 14:00–17:00".into()),
                    ("ven".into(), "09:00–13:00".into()),
                ],
            }),
        };
        let f = |s: &str| format!("\u{2068}{s}\u{2069}");
        let ar = TicketPaper {
            fonts: vec!["Noto Sans Arabic".into(), "Titillium Web".into(), "Noto Sans".into()],
            rtl: true,
            office: "Sportello Immigrazione".into(),
            body: "Comune di Montechiaro".into(),
            copy: Some("نسخة · Copia".into()),
            caption: "رقمك".into(),
            number: "A042".into(),
            service: "تصاريح الإقامة".into(),
            staff: Some("Permessi di soggiorno · Arabo".into()),
            ahead: format!("{} أشخاص قبلك", f("3")),
            wait: "يُرجى الانتظار حتى يُنادى على رقمك".into(),
            issued: format!("{}، الساعة {}", f("21 نوفمبر 2026"), f("14:05")),
            bring: Some(Checklist {
                title: "يُرجى إحضار هذه الوثائق".into(),
                items: vec![
                    Item { text: "جواز السفر".into(), note: Some("الأصل ونسخة".into()) },
                    Item {
                        text: "نسخة من جواز السفر (الصفحات التي عليها أختام)".into(), note: None
                    },
                    Item {
                        text: "رخصة الإقامة منتهية الصلاحية (permesso di soggiorno scaduto)".into(), note: None
                    },
                    Item { text: "طابع ضريبي (marca da bollo 16,00 €)".into(), note: None },
                ],
            }),
            code: Some(Code {
                caption: "يُرجى مسح الرمز بالهاتف: الرقم والوثائق المطلوبة، بدون إنترنت".into(),
                lines: (0..12).map(|i| format!("- رخصة الإقامة {i}")).collect(),
            }),
            hours: Some(Timetable {
                title: "ساعات العمل".into(),
                rows: vec![(
                    format!("{}–{}", f("الاثنين"), f("الخميس")),
                    format!("{}–{} · {}–{}", f("09:00"), f("13:00"), f("14:00"), f("17:00")),
                )],
            }),
        };
        for (name, paper) in [("it", &it), ("ar", &ar)] {
            for (mm, dots) in [(80, 576), (80, 512), (58, 384)] {
                let mut painter = Painter::new(Head::new(mm, dots), true);
                let t = std::time::Instant::now();
                let cold = painter.ticket(paper).unwrap();
                let c = t.elapsed();
                let t = std::time::Instant::now();
                painter.ticket(paper).unwrap();
                println!(
                    "{name} {dots}: cold {c:?} warm {:?} bytes {} rows {} missing {:?}",
                    t.elapsed(),
                    cold.bytes.len(),
                    cold.picture.height(),
                    cold.missing
                );
                std::fs::write(format!("/tmp/ticket-{name}-{dots}.png"), cold.picture.png().unwrap()).unwrap();
            }
        }
    }
}
