<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<chat:layout title="${text.plain('acts')}">
  <h1>${text.acts}</h1>
  <chat:admin_links here="acts" />
  <c:if test="${empty acts}"><p class="empty">${text.noneYet}</p></c:if>
  <ul class="rooms admin">
    <c:forEach items="${acts}" var="act">
      <li>
        <div dir="auto">
          <strong><bdi><c:out value="${act.who()}" /></bdi></strong>&#32;<c:out value="${act.act()}" />&#32;<bdi><c:out value="${act.what()}" /></bdi>
          <span><time datetime="${act.date()}">${chat.dateTime(act.date())}</time></span>
        </div>
      </li>
    </c:forEach>
  </ul>
  <p class="actions">
    <c:if test="${page gt 1}"><a href="${base}/admin/acts/?page=${page - 1}">${text.previous}</a></c:if>
    <c:if test="${hasMore}"><a href="${base}/admin/acts/?page=${page + 1}">${text.next}</a></c:if>
  </p>
</chat:layout>
