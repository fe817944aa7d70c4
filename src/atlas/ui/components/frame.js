/* A frame that stays: the page of its next view is asked for here, and the one in the frame takes over what is drawn on it.
   The old picture stands until the new one is drawn, and no page is set up anew. */

async function bring(address, frame) {
  const isWanted = () => frame.isConnected && frame.dataset.view === address;
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
    const text = await answer.text();
    if (isWanted()) frame.contentWindow.atlas.take(text, address);
  } catch {
    // Whatever is wrong, with the answer or in the frame, the page itself shows; replaced, it adds no step to go back to.
    if (isWanted()) frame.contentWindow.location.replace(address);
  }
}

export default function ({ data, parentElement }) {
  const frame = parentElement.querySelector("iframe");
  const address = new URL(data.address, location.href).href;
  frame.title = data.alt;
  const before = frame.dataset.view;
  if (before === address) return;
  frame.dataset.view = address;
  if (before) bring(address, frame);
  else frame.src = address;
}
