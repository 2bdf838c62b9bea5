package org.chatrooms.it.benchmark;

import java.util.Optional;

/** The main figures as a picture, which is readable by day and by night. */
final class Chart {
    private static final int WIDTH = 720;
    private static final int LABELS = 190;
    private static final int BARS = 430;
    private static final int BAR = 22;

    private final StringBuilder body = new StringBuilder();
    private int y = 10;

    /** A bar for each that there is a figure of; nothing if there is none. */
    void bars(String title, String unit, Figures figures, String situation, String name) {
        double most = 0;
        for (Contender contender : Contender.values()) {
            most = Math.max(most, figures.median(situation, contender, name).orElse(0.0));
        }
        if (most == 0) {
            return;
        }
        y += BAR;
        text(0, y, "title", title);
        y += 10;
        for (Contender contender : Contender.values()) {
            Optional<Double> value = figures.median(situation, contender, name);
            if (value.isPresent()) {
                long width = Math.max(1, Math.round(value.get() / most * BARS));
                text(0, y + BAR - 7, "", contender.toString());
                body.append(String.format(
                        "<rect%s x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>%n",
                        contender.isOurs() ? " class=\"ours\"" : "", LABELS, y + 2, width, BAR - 4));
                text(
                        LABELS + width + 6,
                        y + BAR - 7,
                        "",
                        Figures.shown(value.get()) + (unit.isEmpty() ? "" : " " + unit));
                y += BAR;
            }
        }
        y += 8;
    }

    void footnote(String text) {
        y += 16;
        text(0, y, "small", text);
    }

    private void text(long x, int base, String style, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        body.append(String.format("<text x=\"%d\" y=\"%d\" class=\"%s\">%s</text>%n", x, base, style, escaped));
    }

    String svg() {
        String begin = """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
                <title>Chatrooms beside a bare servlet and CometD</title>
                <style>
                  text { font: 14px system-ui, sans-serif; fill: #1f2328; }
                  .title { font-weight: 600; }
                  .small { font-size: 11px; fill: #59636e; }
                  rect { fill: #9aa4af; }
                  .ours { fill: #1a7f5a; }
                  @media (prefers-color-scheme: dark) {
                    text { fill: #e6edf3; }
                    .small { fill: #9198a1; }
                    rect { fill: #59636e; }
                    .ours { fill: #3fb68b; }
                  }
                </style>
                """.formatted(WIDTH, y + 10);
        return begin + body + "</svg>\n";
    }
}
