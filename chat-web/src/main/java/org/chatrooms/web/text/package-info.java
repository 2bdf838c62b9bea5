/**
 * What pages say, in the language of whoever reads them. A language is a file {@code WEB-INF/texts/TAG.properties} of the web
 * application, which an overlay may replace or add.
 */
package org.chatrooms.web.text;
