<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="title" required="true" %>
<%@ attribute name="view" description="a class for the body: what kind of page this is" %>
<%@ attribute name="head" fragment="true" description="what this page alone needs in its head" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<c:set var="returnTo" value="${fn:escapeXml(empty room ? roomSlug : room.slug())}" />
<!DOCTYPE html>
<html lang="${text.language}" dir="${text.direction}">
<head>
  <meta charset="UTF-8">
  <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
  <meta name="color-scheme" content="light dark">
  <title><c:out value="${title}" /> · Chatrooms</title>
  <link rel="icon" href="${base}/static/chatrooms/img/icon.svg" type="image/svg+xml">
  <chat:head />
  <jsp:invoke fragment="head" />
</head>
<body class="${fn:escapeXml(view)}">
  <c:if test="${empty chat.embed}">
    <header class="siteHeader">
      <a class="brand" href="${base}/rooms/">Chatrooms</a>
      <c:choose>
        <c:when test="${not empty chat.user}">
          <%-- A menu on a phone; at a desk its links stand in the header. --%>
          <c:set var="me" value="${fn:escapeXml(chat.user.username())}" />
          <button class="you" type="button" popovertarget="menu" aria-label="${me}${text.comma}&#32;${text.menu}"><bdi>${me}</bdi></button>
          <nav id="menu" class="menu" popover aria-label="${text.you}">
            <span><chat:text key="youAre"><strong dir="auto">${me}</strong></chat:text></span>
            <c:choose>
              <c:when test="${chat.isSignedIn()}">
                <c:if test="${chat.isAdministrator()}"><a href="${base}/admin/">${text.administration}</a></c:if>
                <c:if test="${chat.hasOwnAccounts()}"><a href="${base}/account/">${text.account}</a></c:if>
                <c:choose>
                  <c:when test="${empty chat.logoutUrl}">
                    <form method="post" action="${base}/logout/"><button class="link">${text.signOut}</button></form>
                  </c:when>
                  <c:otherwise><a href="${fn:escapeXml(chat.logoutUrl)}">${text.signOut}</a></c:otherwise>
                </c:choose>
              </c:when>
              <c:otherwise>
                <a href="${base}/setguestname/?room_slug=${returnTo}">${text.changeName}</a>
                <c:if test="${empty next and empty loginUrl}"><a href="${fn:escapeXml(chat.loginUrl)}">${text.signIn}</a></c:if>
              </c:otherwise>
            </c:choose>
          </nav>
        </c:when>
        <c:when test="${empty next and empty loginUrl}"><a href="${fn:escapeXml(chat.loginUrl)}">${text.signIn}</a></c:when>
      </c:choose>
    </header>
  </c:if>
  <main ${empty chat.embed ? '' : 'aria-label="'.concat(fn:escapeXml(title)).concat('"')}>
    <jsp:doBody />
  </main>
  <c:if test="${view ne 'room' and empty chat.embed}"><footer><chat:languages /></footer></c:if>
</body>
</html>
