<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" description="What all pages of the shop have" %>
<%@ attribute name="title" required="true" %>
<%@ taglib prefix="shop" tagdir="/WEB-INF/tags/shop" %>
<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} · Leaf and Pot</title>
  <link rel="stylesheet" href="${pageContext.request.contextPath}/css/shop.css">
</head>
<body>
  <shop:header />
  <main>
    <h1>${title}</h1>
    <jsp:doBody />
  </main>
</body>
</html>
