package dev.headwater.table;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.poi.ooxml.POIXMLException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.util.ZipFileZipEntrySource;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.util.RecordFormatException;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.usermodel.XSSFRelation;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads a workbook as a stream of events, so that its size in memory is that of its cells and no more. What it unpacks
 * to is counted first: a small file that unpacks to gigabytes is refused before anything is made of it.
 */
final class Xlsx {
    private static final long MAX_UNPACKED = 192L << 20;
    private static final int MAX_PARTS = 5_000;
    private static final int CENTRAL_DIRECTORY_END = 0x06054b50;
    private static final int CENTRAL_DIRECTORY_END_SPAN = 22 + 0xFFFF;

    private static final String SAVE_AGAIN = "Open it in Excel and save it again";

    static {
        // POI's own guards, which hold for the whole process; no other room uses POI.
        ZipSecureFile.setMaxEntrySize(MAX_UNPACKED);
        ZipSecureFile.setMaxFileCount(MAX_PARTS);
    }

    private Xlsx() {}

    static List<Sheet> read(String file, byte[] content, List<Flaw> flaws) {
        List<Sheet> sheets = new ArrayList<>();
        try {
            Flaw refusal = refusal(file, content);
            if (refusal != null) {
                flaws.add(refusal);
                return List.of();
            }
            readSheets(file, content, sheets, flaws);
        } catch (TooMuch e) {
            flaws.add(e.flaw);
        } catch (POIXMLException e) {
            boolean strict = String.valueOf(e.getMessage()).contains("Strict OOXML");
            flaws.add(
                    strict
                            ? Flaw.in(
                                    file,
                                    "The file is a \"Strict Open XML Spreadsheet\", which is not read.",
                                    "In Excel, save it as \"Excel Workbook (.xlsx)\"")
                            : damaged(file));
        } catch (IOException
                | SAXException
                | OpenXML4JException
                | OpenXML4JRuntimeException
                | RecordFormatException
                | IllegalArgumentException
                | IllegalStateException
                | IndexOutOfBoundsException e) {
            flaws.add(damaged(file));
        }
        return sheets;
    }

    private static Flaw damaged(String file) {
        return Flaw.in(file, "The file is damaged: it cannot be read as a workbook.", SAVE_AGAIN);
    }

    /** What speaks against even opening the file; null where nothing does. */
    private static @Nullable Flaw refusal(String file, byte[] content) throws IOException {
        if (content.length == 0) {
            return Flaw.in(
                    file,
                    "The file is empty (zero bytes).",
                    "It may have been caught while being saved; save it again");
        }
        if (content.length > Spreadsheet.MAX_BYTES) {
            return Spreadsheet.tooLarge(file, content.length);
        }
        if (content.length > 3 && (content[0] & 0xFF) == 0xD0 && (content[1] & 0xFF) == 0xCF) {
            return Flaw.in(
                    file,
                    "The file is protected by a password, or is an old .xls file under a new name.",
                    "In Excel, take the password off, or save it as \"Excel Workbook (.xlsx)\"");
        }
        if (content.length < 4 || content[0] != 'P' || content[1] != 'K') {
            return Flaw.in(
                    file,
                    "The file is not a workbook, though its name says .xlsx.",
                    "In Excel, save it as \"Excel Workbook (.xlsx)\"; text files are named .csv");
        }
        if (!hasCentralDirectory(content)) {
            return Flaw.in(
                    file,
                    "The file is cut short: its end is missing.",
                    "It may have been caught while being saved or copied; save or copy it again");
        }
        return unpackedRefusal(file, content);
    }

    private static boolean hasCentralDirectory(byte[] content) {
        for (int i = content.length - 22; i >= Math.max(0, content.length - CENTRAL_DIRECTORY_END_SPAN); i--) {
            if (content[i] == (byte) CENTRAL_DIRECTORY_END
                    && content[i + 1] == (byte) (CENTRAL_DIRECTORY_END >> 8)
                    && content[i + 2] == (byte) (CENTRAL_DIRECTORY_END >> 16)
                    && content[i + 3] == (byte) (CENTRAL_DIRECTORY_END >> 24)) {
                return true;
            }
        }
        return false;
    }

    /** Unpacks once, keeping nothing, to see how much there is and whether it holds macros. */
    private static @Nullable Flaw unpackedRefusal(String file, byte[] content) throws IOException {
        long unpacked = 0;
        int parts = 0;
        try (ZipFile zip = zip(content)) {
            Enumeration<ZipArchiveEntry> entries = zip.getEntries();
            while (entries.hasMoreElements()) {
                ZipArchiveEntry part = entries.nextElement();
                if (part.getName().toLowerCase(Locale.ROOT).endsWith("vbaproject.bin")) {
                    return Flaw.in(
                            file,
                            "The workbook holds macros, and rules hold no code.",
                            "In Excel, save it as \"Excel Workbook (.xlsx)\", without macros");
                }
                unpacked += unpackedBytes(zip, part, MAX_UNPACKED - unpacked);
                if (unpacked > MAX_UNPACKED || ++parts > MAX_PARTS) {
                    return Flaw.in(
                            file,
                            String.format(
                                    Locale.ROOT,
                                    "The file unpacks to more than %d MB or %,d parts, the most that is read.",
                                    MAX_UNPACKED >> 20,
                                    MAX_PARTS),
                            Spreadsheet.USE_A_LIST);
                }
            }
            return zip.getEntry("[Content_Types].xml") != null
                    ? null
                    : Flaw.in(
                            file,
                            "The file is a zip archive, but not a workbook.",
                            "In Excel, save it as \"Excel Workbook (.xlsx)\"");
        }
    }

    /** How many bytes a part unpacks to; stops counting once there are more than allowed. */
    private static long unpackedBytes(ZipFile zip, ZipArchiveEntry part, long allowed) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long unpacked = 0;
        try (InputStream in = zip.getInputStream(part)) {
            for (int read = in.read(buffer); read >= 0 && unpacked <= allowed; read = in.read(buffer)) {
                unpacked += read;
            }
        }
        return unpacked;
    }

    private static ZipFile zip(byte[] content) throws IOException {
        return ZipFile.builder().setByteArray(content).get();
    }

    private static void readSheets(String file, byte[] content, List<Sheet> sheets, List<Flaw> flaws)
            throws IOException, OpenXML4JException, SAXException {
        // Opened as a zip file, and not as a stream, parts are unpacked while they are read and never held as a whole.
        try (OPCPackage opened = OPCPackage.open(new ZipFileZipEntrySource(zip(content)))) {
            XSSFReader reader = new XSSFReader(opened);
            XlsxWorkbook workbook = new XlsxWorkbook();
            parse(reader.getWorkbookData(), workbook);
            XlsxStyles styles = new XlsxStyles();
            try (InputStream data = reader.getStylesData()) {
                if (data != null) {
                    parse(data, styles);
                }
            }
            XlsxTexts texts = new XlsxTexts();
            for (PackagePart part : opened.getPartsByContentType(XSSFRelation.SHARED_STRINGS.getContentType())) {
                try (InputStream data = part.getInputStream()) {
                    parse(data, texts);
                }
                break;
            }
            Budget budget = new Budget(file);
            Set<String> seen = new HashSet<>();
            XSSFReader.SheetIterator parts = reader.getSheetIterator();
            while (parts.hasNext()) {
                try (InputStream part = parts.next()) {
                    String name = parts.getSheetName();
                    XlsxSheet sheet = new XlsxSheet(file, name, texts, styles, workbook, budget);
                    parse(part, sheet);
                    Sheet read = sheet.toSheet();
                    if (seen.add(name) && !read.opening().equals(Text.fold(DropDowns.VALUES_MARK))) {
                        sheets.add(read);
                    }
                } catch (TooMuch e) {
                    flaws.add(e.flaw);
                }
            }
        }
    }

    private static void parse(InputStream xml, ContentHandler handler) throws IOException, SAXException {
        try {
            XMLReader reader = XMLHelper.newXMLReader();
            reader.setContentHandler(handler);
            // The default one writes to the log what is told as a flaw.
            reader.setErrorHandler(new DefaultHandler());
            reader.parse(new InputSource(xml));
        } catch (javax.xml.parsers.ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Counts the cells of a workbook's sheets together. */
    static final class Budget {
        private final String file;
        private long cells;

        Budget(String file) {
            this.file = file;
        }

        void take(String sheet, int row, int column) throws TooMuch {
            String excess = Spreadsheet.excess(row, column + 1, ++cells).orElse(null);
            if (excess != null) {
                throw new TooMuch(new Flaw(Flaw.Severity.ERROR, file, sheet, null, excess, Spreadsheet.USE_A_LIST));
            }
        }
    }

    /** A sheet goes past a bound; ends its reading. */
    static final class TooMuch extends SAXException {
        private static final long serialVersionUID = 1L;
        private final transient Flaw flaw;

        TooMuch(Flaw flaw) {
            super(flaw.problem());
            this.flaw = flaw;
        }
    }
}
