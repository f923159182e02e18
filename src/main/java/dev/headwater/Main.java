package dev.headwater;

/** The jar's entry. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {}
}
