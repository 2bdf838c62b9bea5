<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" description="In the place of the chat's own: the shop around all of its pages" %>
<%@ attribute name="title" required="true" %>
<%@ attribute name="view" description="a class for the body: what kind of page this is" %>
<%@ attribute name="head" fragment="true" description="what this page alone needs in its head" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<%@ taglib prefix="shop" tagdir="/WEB-INF/tags/shop" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<!DOCTYPE html>
<html lang="${text.language}" dir="${text.direction}">
<head>
  <meta charset="UTF-8">
  <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
  <meta name="color-scheme" content="light dark">
  <title><c:out value="${title}" /> · Leaf and Pot</title>
  <chat:head />
  <link rel="stylesheet" href="${pageContext.request.contextPath}/css/header.css">
  <jsp:invoke fragment="head" />
</head>
<body class="${empty view ? 'page' : fn:escapeXml(view)}">
  <%-- Not within the frame of <chat-room>. --%>
  <c:if test="${empty chat.embed}">
    <shop:header />
    <nav class="siteHeader" aria-label="${text.rooms}">
      <a class="brand" href="${base}/rooms/">${text.rooms}</a>
      <c:if test="${not empty chat.user}"><bdi><c:out value="${chat.user.username()}" /></bdi></c:if>
      <c:if test="${chat.isAdministrator()}"><a href="${base}/admin/">${text.administration}</a></c:if>
      <c:choose>
        <c:when test="${chat.isSignedIn()}">
          <form method="post" action="${base}/logout/"><button class="link">${text.signOut}</button></form>
        </c:when>
        <c:otherwise><a href="${fn:escapeXml(chat.loginUrl)}">${text.signIn}</a></c:otherwise>
      </c:choose>
    </nav>
  </c:if>
  <main>
    <jsp:doBody />
  </main>
  <c:if test="${view ne 'room' and empty chat.embed}"><footer><chat:languages /></footer></c:if>
</body>
</html>
