import { registry } from "@web/core/registry";

// Fields and buttons are found by their names: the pages speak Chinese.
const tours = registry.category("web_tour.tours");
const button = (value) => `button[name=answer][value=${value}]`;
const said = { content: "The answer is there", trigger: "[role=status] .fa-check-circle" };

/** A photo as a phone takes it. */
async function take(input) {
    const canvas = document.createElement("canvas");
    canvas.width = 640;
    canvas.height = 480;
    canvas.getContext("2d").fillRect(100, 100, 300, 200);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg"));
    const files = new DataTransfer();
    files.items.add(new File([blob], "IMG_0001.jpg", { type: "image/jpeg" }));
    input.files = files.files;
}

tours.add("property_visit_resident_confirms", {
    steps: () => [
        {
            content: "The next visit stands on the first page: it suits",
            trigger: `.o_property_portal form[action^='/my/visits/'] ${button("yes")}`,
            run: "click",
            expectUnloadPage: true,
        },
        said,
        { content: "Nothing is asked any more", trigger: `main:not(:has(${button("yes")}))` },
    ],
});

tours.add("property_visit_resident_reports", {
    steps: () => [
        {
            content: "Report something",
            trigger: ".o_property_portal a[href$='/my/report']",
            run: "click",
            expectUnloadPage: true,
        },
        { content: "A repair", trigger: "label[for=kind_repair]", run: "click" },
        { trigger: "textarea[name=text]", run: "edit 卫生间水龙头漏水" },
        { content: "It leaks", trigger: "input[name=is_leak]", run: "click" },
        {
            content: "With a photo",
            trigger: "input[name=photos]",
            run: async ({ anchor }) => take(anchor),
        },
        {
            trigger: ".o_property_report button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        said,
        {
            content: "Its number is told; follow it",
            trigger: "a.btn-primary[href*='/my/ticket/']",
            run: "click",
            expectUnloadPage: true,
        },
        { content: "The way of the case", trigger: ".o_property_steps .o_property_current" },
        { content: "The photo is there", trigger: ".o_property_photos img[alt='photo-1.jpg']" },
    ],
});

tours.add("property_visit_resident_not_solved", {
    steps: () => [
        {
            content: "The household is asked on the first page",
            trigger: ".o_property_portal a.card[href*='/my/ticket/']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "It is not solved",
            trigger: "details:has(#not_solved) summary",
            run: "click",
        },
        { trigger: "#not_solved", run: "edit 还在滴水" },
        { trigger: button("not_solved"), run: "click", expectUnloadPage: true },
        said,
        { content: "It is being solved again", trigger: "li.o_property_current:nth-child(3)" },
    ],
});

tours.add("property_visit_resident_agrees", {
    steps: () => [
        {
            content: "A proposal waits on the first page",
            trigger: ".o_property_portal a.card[href*='/my/ticket/']",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: button("agree"), run: "click", expectUnloadPage: true },
        said,
        { content: "It is agreed", trigger: ".o_property_portal .text-success .fa-check" },
    ],
});

tours.add("property_visit_resident_reads", {
    steps: () => [
        {
            content: "The notices",
            trigger: ".o_portal_docs a[href$='/my/notices']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The result of the survey",
            trigger: "a.card:contains(满意度)",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: ".o_property_notice:contains(91.4%)" },
    ],
});
