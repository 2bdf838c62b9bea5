<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" description="When to try again, if that is all that is wrong" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<c:if test="${not empty retryAfter}">
  <p class="countdown" data-seconds="${retryAfter}" data-over="You can try again now.">
    Try again in <b>${retryAfter}</b> s.
  </p>
  <script type="module" src="${fn:escapeXml(chat.base)}/static/chatrooms/js/countdown.js"></script>
</c:if>
