package dev.headwater.table;

/** What kind of value a word stands for, and so which cells may be asked of it. */
public enum WordType {
    /** Text, folded by {@link Text#fold}; held as a String. */
    TEXT,
    /** A number; held as a Double. */
    NUMBER,
    /** Yes or no; held as a Boolean. */
    FLAG,
    /** How long ago something was, in days and parts of days; held as a Double. */
    AGE
}
