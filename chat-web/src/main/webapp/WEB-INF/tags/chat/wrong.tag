<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" description="What is wrong with a form that was sent" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:if test="${not empty error}">
  <p id="wrong" class="wrong" role="alert">${text.error(error)}<c:if test="${not empty retryAfter}">.</c:if></p>
</c:if>
<chat:countdown />
