<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" description="The shop's name, and its ways" %>
<header class="shop">
  <a href="${pageContext.request.contextPath}/"><strong>Leaf and Pot</strong></a>
  <nav aria-label="Leaf and Pot">
    <a href="${pageContext.request.contextPath}/rooms/">Tea rooms</a>
    <a href="${pageContext.request.contextPath}/orders/">Orders</a>
    <a href="${pageContext.request.contextPath}/chat/">Chat</a>
  </nav>
</header>
