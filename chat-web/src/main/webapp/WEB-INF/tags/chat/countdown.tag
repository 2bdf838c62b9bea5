<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" description="When to try again, if that is all that is wrong" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:if test="${not empty retryAfter}">
  <p class="countdown" data-seconds="${retryAfter}" data-over="${text.tryAgainNow}">
    <chat:text key="tryAgainIn"><b>${retryAfter}</b></chat:text>
  </p>
  <script type="module" src="${fn:escapeXml(chat.base)}/static/chatrooms/js/countdown.js"></script>
</c:if>
