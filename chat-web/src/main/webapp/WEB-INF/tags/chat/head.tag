<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" description="What the head of every layout needs: the style, and what makes a page fit into that of another site" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<c:set var="assets" value="${fn:escapeXml(chat.base)}/static/chatrooms" />
<link rel="stylesheet" href="${assets}/css/site.css">
<c:if test="${not empty chat.embed}">
  <base target="_top">
  <script type="module" src="${assets}/js/embedded.js"></script>
</c:if>
