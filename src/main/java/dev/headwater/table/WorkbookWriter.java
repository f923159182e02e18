package dev.headwater.table;

/** Under construction. */
public final class WorkbookWriter {
    /** What cell A1 of the hidden sheet of drop-down values says, so that nobody is warned about it. */
    static final String VALUES_MARK = "Values of the drop-downs; written by Headwater";

    private WorkbookWriter() {}
}
