package org.chatrooms.it.harness;

import com.microsoft.playwright.Page;

/** The sizes of windows that people look through. */
public enum BrowserWindow {
    DESK(1280, 800),
    PHONE(360, 740),
    /** The narrowest there is: a small phone, or a page at four times its size. */
    NARROWEST(320, 640);

    private final int width;
    private final int height;

    BrowserWindow(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** Makes the page's window this large. */
    public void resize(Page page) {
        page.setViewportSize(width, height);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }
}
