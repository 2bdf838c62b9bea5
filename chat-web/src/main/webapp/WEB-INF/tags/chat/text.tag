<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" description="A text around what is in its body" %>
<%@ attribute name="key" required="true" %>
<jsp:doBody var="body" />
${text.around(key, body)}
