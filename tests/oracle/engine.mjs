// Runs forms on @getodk/xforms-engine, without a browser.
//
// First line out: {"engine": version, "jsdom": version}. Then one line out for every line in:
//   in   {"xform": "<h:html …>", "steps": [[["question", value], …], …]}
//   out  {"states": [{"question": "value", …}, …]}   or   {"error": "…"}
// A value is text, a list of texts (many), or null (clear). A state holds the visible questions, in the
// order of the form, with their values as the instance holds them; "" is no value. The first state is
// that before any step, so there is one more than there are steps.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { JSDOM } from 'jsdom';

console.log = console.error; // standard output is for answers alone

const { window } = new JSDOM('');
globalThis.document = window.document;
globalThis.DOMParser = window.DOMParser;
globalThis.Node = window.Node;
globalThis.__dirname = ''; // the bundle's parser takes node for CommonJS and reads it, then has no use for it
const { createInstance } = await import('@getodk/xforms-engine');

const version = (name) => JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version;
const print = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

/** Every question of a form by name, in the form's order; calculated values and metadata are none. */
function questions(node, found = new Map()) {
	for (const child of node.currentState.children ?? []) {
		if (child.nodeType === 'select' || child.nodeType === 'input') {
			found.set(child.currentState.reference.split('/').at(-1), child);
		}
		questions(child, found);
	}
	return found;
}

function set(node, value) {
	if (node.nodeType === 'select') {
		node.selectValues(value === null ? [] : [value].flat());
	} else {
		node.setValue(value);
	}
}

function state(nodes) {
	const visible = [...nodes].filter(([, node]) => node.currentState.relevant);
	return Object.fromEntries(visible.map(([name, node]) => [name, node.currentState.instanceValue]));
}

async function run({ xform, steps }) {
	const { root } = await createInstance(xform);
	const nodes = questions(root);
	const states = [state(nodes)];
	for (const step of steps) {
		for (const [name, value] of step) {
			set(nodes.get(name), value);
		}
		states.push(state(nodes));
	}
	return { states };
}

print({ engine: version('@getodk/xforms-engine'), jsdom: version('jsdom') });
for await (const line of createInterface({ input: process.stdin })) {
	print(await run(JSON.parse(line)).catch((error) => ({ error: String(error?.stack ?? error) })));
}
