(() => {
const page = document, secret = (/secret=([\w-]+)/.exec(location.hash) || [])[1];
const say = (message) => parent.postMessage(message, "*");
const tell = () => {
const height = Math.ceil(page.documentElement.getBoundingClientRect().height);
say({opendatacommunal: "height", height});
if (secret) say({message: "height", value: height, secret});
};
if (parent !== window) {
new ResizeObserver(tell).observe(page.documentElement);
addEventListener("message", (event) => { if (event.source === parent && /ready/.test(event.data.message || event.data)) tell(); });
if (secret) page.addEventListener("click", (event) => {
const link = event.target.closest("a");
if (link) { event.preventDefault(); say({message: "link", value: link.href, secret}); }
});
}
const table = page.querySelector("table");
if (!table) return;
const form = page.forms[0], heads = [...table.tHead.rows[0].cells], [first, rest] = table.tBodies;
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
let rows = [...first.rows, ...rest.rows].map((row) => [row, plain([...row.cells].map((cell) => cell.textContent).join(" "))]);
const compare = new Intl.Collator(page.documentElement.lang, {numeric: true}).compare;
const show = () => {
const words = plain(form.q.value).split(/\s+/);
const found = rows.filter(([row, text]) => !(row.hidden = !words.every((word) => text.includes(word))));
found.forEach(([row], place) => (place < 25 ? first : rest).append(row));
page.getElementById("all").hidden = found.length < 26;
const out = page.querySelector("output"), text = out.dataset.t.replace("{n}", found.length);
if (out.textContent !== text) out.textContent = text;
};
form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
form.q.addEventListener("input", show);
heads.forEach((head, place) => head.firstChild.addEventListener("click", (event) => {
event.preventDefault();
const way = head.ariaSort === "ascending" ? -1 : 1, number = "n" in head.dataset;
heads.forEach((other) => { other.ariaSort = "none"; });
head.ariaSort = way > 0 ? "ascending" : "descending";
const value = ([row]) => row.cells[place].dataset.v || row.cells[place].textContent;
rows = rows.map((row) => [value(row), row]).sort(([a], [b]) => !a || !b ? !a - !b : way * (number ? a - b : compare(a, b))).map(([, row]) => row);
show();
}));
})();
