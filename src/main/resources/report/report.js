const text = document.getElementById('filter');
const failing = document.getElementById('failing');
const count = document.getElementById('count');
// A link can say what is filtered: report.html#newsletter
function asLinked() {
  try {
    text.value = decodeURIComponent(location.hash.slice(1));
  } catch {
    text.value = location.hash.slice(1);
  }
  show();
}
function show() {
  const wanted = text.value.trim().toLowerCase();
  let shown = 0;
  for (const suite of document.querySelectorAll('details.suite')) {
    let inside = 0;
    const named = suite.querySelector('summary').textContent.toLowerCase().includes(wanted);
    for (const item of suite.querySelectorAll('li')) {
      const fits = (named || item.textContent.toLowerCase().includes(wanted))
        && (!failing.checked || item.dataset.verdict !== 'passed');
      item.hidden = !fits;
      if (fits) inside++;
    }
    suite.hidden = inside === 0;
    if (wanted || failing.checked) suite.open = inside > 0;
    shown += inside;
  }
  count.textContent = shown + (shown === 1 ? ' scenario' : ' scenarios') + ' shown';
}
text.addEventListener('input', show);
failing.addEventListener('change', show);
window.addEventListener('hashchange', asLinked);
asLinked();
