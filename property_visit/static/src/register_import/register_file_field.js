import { checkFileSize } from "@web/core/utils/files";
import { getDataURLFromFile } from "@web/core/utils/urls";
import { registry } from "@web/core/registry";
import { useDropzone } from "@web/core/dropzone/dropzone_hook";
import { BinaryField, binaryField } from "@web/views/fields/binary/binary_field";
import { useRef } from "@odoo/owl";

/** A file that can be chosen or dropped. */
export class RegisterFileField extends BinaryField {
    static template = "property_visit.RegisterFileField";

    setup() {
        super.setup();
        useDropzone(useRef("root"), this.onDrop.bind(this), "", () => !this.props.readonly);
    }

    async onDrop(ev) {
        const [file] = ev.dataTransfer.files;
        if (file && checkFileSize(file.size, this.notification)) {
            const data = await getDataURLFromFile(file);
            await this.update({ data: data.split(",")[1], name: file.name });
        }
    }
}

registry.category("fields").add("property_register_file", {
    ...binaryField,
    component: RegisterFileField,
});
