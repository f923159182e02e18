package dev.headwater.scenario;

import java.io.Writer;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** What came of a run, as the XML that build servers read: one test suite for each file, one test case for each scenario. */
public final class JUnitReport {
    private JUnitReport() {}

    /**
     * Writes the report.
     *
     * @throws IllegalStateException if the writer does not take it
     */
    public static void write(RunResult run, Writer out) {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            counts(
                    xml,
                    run.passed() + run.failed() + run.skipped(),
                    run.failed() - broken(run),
                    broken(run),
                    run.took());
            for (SuiteResult suite : run.suites()) {
                if (!suite.results().isEmpty()) {
                    suite(xml, suite, run.revision());
                }
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the report cannot be written: " + e.getMessage(), e);
        }
    }

    private static long broken(RunResult run) {
        return run.suites().stream().mapToLong(SuiteResult::broken).sum();
    }

    private static void suite(XMLStreamWriter xml, SuiteResult suite, String revision) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        attribute(xml, "name", suite.file().suite());
        counts(xml, suite.results().size(), suite.failed() - suite.broken(), suite.broken(), suite.took());
        attribute(xml, "skipped", Long.toString(suite.skipped()));
        attribute(xml, "file", suite.file().file());
        xml.writeCharacters("\n    ");
        xml.writeStartElement("properties");
        xml.writeEmptyElement("property");
        attribute(xml, "name", "rules");
        attribute(xml, "value", revision);
        xml.writeEndElement();
        for (ScenarioResult result : suite.results()) {
            scenario(xml, suite.file(), result);
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private static void scenario(XMLStreamWriter xml, ScenarioFile file, ScenarioResult result)
            throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        attribute(xml, "name", result.scenario().name());
        attribute(xml, "classname", file.suite());
        attribute(xml, "time", seconds(result.took()));
        String place = result.scenario().place().lineIn(file.file()) + "\n";
        if (result.verdict() instanceof ScenarioResult.Failed failed) {
            String message =
                    failed.mismatches().stream().map(Mismatch::sentence).collect(Collectors.joining("; "));
            String details = failed.mismatches().stream()
                    .map(mismatch -> mismatch.told(file.file()))
                    .collect(Collectors.joining("\n"));
            trouble(xml, "failure", "mismatch", message, details);
        } else if (result.verdict() instanceof ScenarioResult.Broken broken) {
            String trouble = String.valueOf(broken.trouble());
            trouble(xml, "error", broken.trouble().getClass().getName(), trouble, place + trouble);
        } else if (result.verdict() instanceof ScenarioResult.Skipped skipped) {
            xml.writeEmptyElement("skipped");
            attribute(xml, "message", skipped.why());
        }
        xml.writeEndElement();
    }

    private static void trouble(XMLStreamWriter xml, String element, String type, String message, String details)
            throws XMLStreamException {
        xml.writeStartElement(element);
        attribute(xml, "type", type);
        attribute(xml, "message", message);
        xml.writeCharacters(allowed(details));
        xml.writeEndElement();
    }

    private static void counts(XMLStreamWriter xml, long tests, long failures, long errors, Duration took)
            throws XMLStreamException {
        attribute(xml, "tests", Long.toString(tests));
        attribute(xml, "failures", Long.toString(failures));
        attribute(xml, "errors", Long.toString(errors));
        attribute(xml, "time", seconds(took));
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, allowed(value));
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toNanos() / 1e9);
    }

    /** XML 1.0 has no place for most control characters and halves of characters, not even escaped ones. */
    private static String allowed(String text) {
        StringBuilder allowed = new StringBuilder(text.length());
        text.codePoints().map(c -> isAllowed(c) ? c : 0xFFFD).forEach(allowed::appendCodePoint);
        return allowed.toString();
    }

    private static boolean isAllowed(int c) {
        if (c < 0x20) {
            return c == '\t' || c == '\n' || c == '\r';
        }
        return c < Character.MIN_SURROGATE || (c > Character.MAX_SURROGATE && c < 0xFFFE) || c > 0xFFFF;
    }
}
