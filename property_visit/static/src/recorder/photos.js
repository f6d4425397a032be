import { Component } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { _t } from "@web/core/l10n/translation";

const SIDE = 1600; // pixels
export const MOST = 6;

/** A photo small enough for a bad connection, as base64 of a JPEG. */
export async function shrink(file) {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL("image/jpeg", 0.8).split(",")[1];
}

/** Photos straight from the camera, or from the album. */
export class Photos extends Component {
    static template = "property_visit.Photos";
    static props = { photos: Array, onChange: Function };

    setup() {
        this.notification = useService("notification");
    }

    get isFull() {
        return this.props.photos.length >= MOST;
    }

    async add(ev) {
        const files = [...ev.target.files].slice(0, MOST - this.props.photos.length);
        ev.target.value = "";
        try {
            const taken = await Promise.all(files.map(shrink));
            this.props.onChange([...this.props.photos, ...taken]);
        } catch {
            this.notification.add(_t("That is no photo this phone can read."), {
                type: "danger",
            });
        }
    }

    remove(index) {
        this.props.onChange(this.props.photos.filter((_, place) => place !== index));
    }
}
