<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="assets" value="${fn:escapeXml(chat.base)}/static/chatrooms" />
<c:set var="roomUrl" value="${fn:escapeXml(chat.base)}/room/${fn:escapeXml(room.slug())}/" />
<c:set var="me" value="${chat.user.username()}" />
<chat:layout title="${room.name()}" view="room">
  <jsp:attribute name="head">
    <link rel="stylesheet" href="${assets}/css/room.css">
    <script type="module" src="${assets}/js/room.js"></script>
    <script type="application/json" id="chatWords">${text.words()}</script>
    <noscript>
      <link rel="stylesheet" href="${assets}/css/noscript.css">
      <c:if test="${not empty param.refresh}"><meta http-equiv="refresh" content="20"></c:if>
    </noscript>
  </jsp:attribute>
  <jsp:body>
    <div id="chatContent">
      <div id="chatHeading">
        <h1 dir="auto"><c:out value="${room.name()}" /></h1>
        <c:if test="${not empty room.description()}"><p dir="auto"><c:out value="${room.description()}" /></p></c:if>
        <c:if test="${isOwner}"><a
            href="${fn:escapeXml(chat.base)}/subscribers/?room_slug=${fn:escapeXml(room.slug())}">${text.subscribers}</a></c:if>
      </div>

      <%-- Whoever reads this page is here, though nobody may have seen them yet. --%>
      <c:set var="present" value="${empty me ? 0 : 1}" />
      <c:forEach items="${users}" var="user">
        <c:if test="${user.username() ne me}"><c:set var="present" value="${present + 1}" /></c:if>
      </c:forEach>
      <details id="connectedUsers">
        <summary id="connectedUsersTitle">${text.hereNow}&#32;<span id="connectedUsersCount">${present}</span></summary>
        <ol id="connectedUsersList" aria-labelledby="connectedUsersTitle">
          <c:if test="${not empty me}"><li class="self"><bdi><c:out value="${me}" /></bdi> ${text['words.you']}</li></c:if>
          <c:forEach items="${users}" var="user">
            <c:if test="${user.username() ne me}"><li><bdi><c:out value="${user.username()}" /></bdi></li></c:if>
          </c:forEach>
        </ol>
      </details>

      <div id="chat" data-room-id="${room.id()}" data-username="${fn:escapeXml(me)}" ${hasArchive ? 'data-has-archive' : ''}
           data-latest-message-id="${latestMessageId}" data-latest-date="${fn:escapeXml(latestDate)}"
           ${chat.isSignedIn() ? 'data-is-account' : ''}>
        <div id="chatText" role="log" aria-label="${text['words.messages']}" aria-live="off" tabindex="0"
             data-when-empty="${text.nothingSaidYet}">
          <%-- Two messages of one person within five minutes share a heading. --%>
          <c:forEach items="${messages}" var="message">
            <c:set var="seconds" value="${message.date().epochSecond}" />
            <chat:message message="${message}" me="${me}"
                          follows="${message.username() eq previousName and seconds - previousSeconds lt 300}" />
            <c:set var="previousName" value="${message.username()}" />
            <c:set var="previousSeconds" value="${seconds}" />
          </c:forEach>
        </div>
        <form id="chatInput" method="post">
          <input type="hidden" name="client_key" value="${fn:escapeXml(clientKey)}">
          <label for="chatSendText">${text['words.message']}</label>
          <textarea id="chatSendText" name="message" rows="1" placeholder="${text.writeAMessage}" enterkeyhint="send"
                    autocomplete="off" required autofocus ${empty error ? '' : 'aria-invalid="true" aria-describedby="chatError"'}><c:out value="${draft}" /></textarea>
          <button id="chatSendButton">${text.send}</button>
          <c:if test="${not empty error}"><p id="chatError" role="alert">${text.error(error)}</p></c:if>
          <noscript>
            <p><a href="${roomUrl}">${text.loadNewMessages}</a>
              <c:choose>
                <c:when test="${empty param.refresh}"><a href="${roomUrl}?refresh=20">${text.of('loadBySelf', 20)}</a></c:when>
                <c:otherwise>${text.of('loadsBySelf', 20)}</c:otherwise>
              </c:choose></p>
          </noscript>
        </form>
        <p id="chatStatus" role="status">${text['words.connecting']}</p>
      </div>
    </div>
  </jsp:body>
</chat:layout>
