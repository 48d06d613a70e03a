//! The report as annotations of a workflow run: `::error file=…::message`.

use std::io::{self, Write};

use super::place::Place;
use super::{Checked, Form, Summary};
use crate::lint::Severity;

/// The report as annotations.
pub struct Github;

impl Form for Github {
    fn draft(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        let snapshot = checked.analysis.snapshot();
        let file = property(&checked.source.name());
        for (finding, _) in checked.findings() {
            let level = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Information | Severity::Hint => "notice",
            };
            let Place { line, column, end_line, end_column } =
                Place::of(snapshot, finding.place.resolve(snapshot));
            write!(out, "::{level} file={file},line={line},endLine={end_line}")?;
            // Columns are understood only within one line.
            if line == end_line {
                write!(out, ",col={column},endColumn={end_column}")?;
            }
            writeln!(out, ",title={}::{}", property(finding.rule.id), data(&finding.message))?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Summary, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// The escapes of the runner's own toolkit for a message.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The escapes for a property, which may not hold the separators either.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_message_or_a_property_is_escaped() {
        assert_eq!(data("100%\n应为“三、”"), "100%25%0A应为“三、”");
        assert_eq!(property("a:b,c%"), "a%3Ab%2Cc%25");
    }
}
