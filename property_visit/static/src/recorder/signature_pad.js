import { Component, useEffect, useRef } from "@odoo/owl";

/** A line drawn with a finger, as a PNG; works without a connection. */
export class SignaturePad extends Component {
    static template = "property_visit.SignaturePad";
    static props = { value: String, onChange: Function };

    setup() {
        this.canvas = useRef("canvas");
        useEffect(
            () => this.show(),
            () => [this.props.value]
        );
    }

    get pen() {
        const pen = this.canvas.el.getContext("2d");
        Object.assign(pen, { lineWidth: 2.5, lineCap: "round", strokeStyle: "#1f2d5c" });
        return pen;
    }

    show() {
        const { width, height } = this.canvas.el;
        this.pen.fillStyle = "white";
        this.pen.fillRect(0, 0, width, height);
        if (this.props.value) {
            const image = new Image();
            image.onload = () => this.canvas.el && this.pen.drawImage(image, 0, 0);
            image.src = `data:image/png;base64,${this.props.value}`;
        }
    }

    place(ev) {
        const box = this.canvas.el.getBoundingClientRect();
        const scale = this.canvas.el.width / box.width;
        return [(ev.clientX - box.left) * scale, (ev.clientY - box.top) * scale];
    }

    start(ev) {
        ev.preventDefault();
        this.drawing = true;
        this.pen.beginPath();
        this.pen.moveTo(...this.place(ev));
    }

    draw(ev) {
        if (this.drawing) {
            this.pen.lineTo(...this.place(ev));
            this.pen.stroke();
        }
    }

    stop() {
        if (this.drawing) {
            this.drawing = false;
            this.props.onChange(this.canvas.el.toDataURL("image/png").split(",")[1]);
        }
    }

    clear() {
        this.props.onChange("");
        this.show();
    }
}
