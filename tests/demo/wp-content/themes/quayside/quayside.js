document.querySelectorAll("img.lazyload").forEach(function (img) {
  img.src = img.dataset.src;
});
document.querySelector("#cookie-bar button").onclick = function () {
  this.parentNode.remove();
};
