/* Pictures are made in the reader's browser: the figure is fetched, and Plotly loaded, at the first click and not before. */

function load(address) {
  if (!window.atlasPlotly) {
    window.atlasPlotly = new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => done(window.Plotly);
      script.onerror = () => { window.atlasPlotly = null; failed(new Error("Plotly could not be loaded")); };
      document.head.append(script);
    });
  }
  return window.atlasPlotly;
}

async function asked(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error((await answer.json()).detail);
  return answer;
}

function saved(content, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

async function picture(button, plotly) {
  const [library, answer] = await Promise.all([load(plotly), asked(button.address)]);
  const { data, layout } = await answer.json();
  const size = { width: layout.width, height: layout.height };
  if (button.format === "svg") {
    const address = await library.toImage({ data, layout }, { format: "svg", ...size });
    return new Blob([placed(decodeURIComponent(address.slice(address.indexOf(",") + 1)))], { type: "image/svg+xml" });
  }
  // A canvas cuts off what is not a whole pixel.
  const address = await library.toImage({ data, layout }, { format: "png", ...size, scale: (button.width + 0.01) / layout.width });
  return (await fetch(address)).blob();
}

export default function ({ data, parentElement }) {
  const row = parentElement.querySelector(".image-buttons"), status = parentElement.querySelector("[role=status]");
  row.replaceChildren(...data.buttons.map((button) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = button.label;
    made.title = button.name;
    made.onclick = async () => {
      if (made.ariaBusy === "true") return;
      made.ariaBusy = "true";
      status.textContent = `Making ${button.name} …`;
      try {
        saved(button.format === "pdf" ? await (await asked(button.address)).blob() : await picture(button, data.plotly), button.name);
        status.textContent = `Saved as ${button.name}`;
      } catch (error) {
        status.textContent = `No file: ${error.message}`;
      }
      made.ariaBusy = "false";
    };
    return made;
  }));
}
