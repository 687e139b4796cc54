// Shows what the link names, and moves the focus there when the link changes.

const main = document.getElementById('main');
const title = document.getElementById('title');

function show(isFirst) {
  const hash = location.hash.startsWith('#/') ? location.hash.slice(2) : '';
  const at = hash.indexOf('?');
  const path = at < 0 ? hash : hash.slice(0, at);
  const search = new URLSearchParams(at < 0 ? '' : hash.slice(at + 1));
  const [view, ref = ''] = path.split('/');
  main.replaceChildren();
  if (view === 'model') modelView(decoded(ref), main);
  else if (view === 'compare') compareView(search, main);
  else if (view === 'plot') plotView(search, main);
  else listView(search, main);
  for (const [id, shownView] of [['to-list', ''], ['to-compare', 'compare'], ['to-plot', 'plot']]) {
    const item = document.getElementById(id);
    if (shownView === view) item.setAttribute('aria-current', 'page');
    else item.removeAttribute('aria-current');
  }
  const heading = main.querySelector('h2');
  document.title = `${visible(heading.textContent)} – ${visible(title.textContent)}`;
  if (!isFirst) {
    heading.focus();
    scrollTo(0, 0);
  }
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

addEventListener('hashchange', () => show(false));
document.getElementById('skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
document.getElementById('theme').addEventListener('change', (event) => {
  document.documentElement.style.colorScheme = event.target.value;
});
title.replaceChildren(shown(title.textContent));
document.getElementById('made').textContent = `${counted(MODELS.length, 'version')} of ${counted(new Set(MODELS.map((model) => model.id)).size, 'model')},`
  + ` ${counted(DATA.aliases.length, 'alias').replace('aliass', 'aliases')}; read ${DATA.made}${DATA.trusted ? `; signatures compared with ${visible(DATA.trusted)}` : ''}`;
for (const alias of DATA.aliases.filter((one) => one.problem)) document.getElementById('made').after(notice(alias.problem));
show(true);
// How long the page took, for whom it is too slow.
document.documentElement.dataset.opened = String(Math.round(performance.now()));
