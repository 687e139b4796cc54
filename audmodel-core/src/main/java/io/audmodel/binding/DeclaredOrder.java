package io.audmodel.binding;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts properties into the order in which a class declares its components or fields, those of its superclass first.
 * Releases of Jackson differ where a property has another name than its field, and ids depend on the order. An order
 * that an annotation of the class sets is kept.
 */
final class DeclaredOrder extends BeanSerializerModifier {

    private static final long serialVersionUID = 1L;

    @Override
    public List<BeanPropertyWriter> orderProperties(
            SerializationConfig config, BeanDescription bean, List<BeanPropertyWriter> properties) {
        Map<String, Integer> declared = new HashMap<>();
        declare(bean.getBeanClass(), declared);
        Map<String, Integer> places = new HashMap<>();
        for (BeanPropertyDefinition property : bean.findProperties()) {
            if (property.getMetadata().getIndex() != null) {
                return properties;
            }
            places.put(property.getName(), declared.getOrDefault(property.getInternalName(), Integer.MAX_VALUE));
        }
        boolean hasOrder =
                config.getAnnotationIntrospector().findSerializationPropertyOrder(bean.getClassInfo()) != null;
        if (!hasOrder) {
            properties.sort(
                    Comparator.comparing(property -> places.getOrDefault(property.getName(), Integer.MAX_VALUE)));
        }
        return properties;
    }

    private static void declare(Class<?> type, Map<String, Integer> names) {
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                names.putIfAbsent(component.getName(), names.size());
            }
            return;
        }
        if (type.getSuperclass() != null) {
            declare(type.getSuperclass(), names);
        }
        for (Field field : type.getDeclaredFields()) {
            names.putIfAbsent(field.getName(), names.size());
        }
    }
}
